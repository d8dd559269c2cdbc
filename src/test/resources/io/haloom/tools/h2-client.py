"""A client of HTTP/2 made of Python's h2: uploads and downloads on several streams at once, in TLS; what came is printed.

  h2-client.py PORT STREAMS BYTES
"""
import socket
import ssl
import sys

import h2.config
import h2.connection
import h2.events

port, streams, size = map(int, sys.argv[1:])
context = ssl.create_default_context()
context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
context.set_alpn_protocols(["h2"])
sock = context.wrap_socket(socket.create_connection(("127.0.0.1", port), 20), server_hostname="localhost")
print(sock.selected_alpn_protocol())
connection = h2.connection.H2Connection(h2.config.H2Configuration(header_encoding="utf-8"))
connection.initiate_connection()
left, status, got, trailers = {}, {}, {}, {}
for _ in range(streams):
    stream = connection.get_next_available_stream_id()
    head = [(":method", "POST"), (":scheme", "https"), (":authority", "localhost"), (":path", "/upload")]
    connection.send_headers(stream, head)
    left[stream], got[stream] = size, 0


def upload():
    for one, rest in list(left.items()):
        while rest > 0 and connection.local_flow_control_window(one) > 0:
            length = min(rest, connection.local_flow_control_window(one), connection.max_outbound_frame_size)
            rest -= length
            connection.send_data(one, b"x" * length, end_stream=rest == 0)
        left[one] = rest


ended = set()
while len(ended) < streams:
    upload()
    sock.sendall(connection.data_to_send())
    data = sock.recv(65536)
    if not data:
        break
    for event in connection.receive_data(data):
        if isinstance(event, h2.events.ResponseReceived):
            status[event.stream_id] = dict(event.headers)[":status"]
        elif isinstance(event, h2.events.DataReceived):
            got[event.stream_id] += len(event.data)
            connection.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
        elif isinstance(event, (h2.events.StreamEnded, h2.events.StreamReset)):
            ended.add(event.stream_id)
connection.close_connection()
sock.sendall(connection.data_to_send())
print(" ".join(f"{stream}:{status.get(stream)}:{got[stream]}" for stream in sorted(got)))
