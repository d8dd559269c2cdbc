"""Encodes and decodes field blocks for a test: a line is a command, and so is its answer.

E FIELD...  a block of these fields       S SIZE  the encoder's table
D BLOCK     the fields of a block         L SIZE  the largest table of the decoder
A field is NAME=VALUE, in hexadecimal digits; one that is never to be indexed ends with "!".
"""
import sys
from hpack import Decoder, Encoder, HeaderTuple, NeverIndexedHeaderTuple

encoder = Encoder()
decoder = Decoder(1 << 20)


def read(text):
    name, value = text.rstrip("!").split("=")
    kind = NeverIndexedHeaderTuple if text.endswith("!") else HeaderTuple
    return kind(bytes.fromhex(name), bytes.fromhex(value))


def shown(field):
    mark = "" if field.indexable else "!"
    return field[0].hex() + "=" + field[1].hex() + mark


for line in sys.stdin:
    command, *words = line.split()
    if command == "E":
        answer = encoder.encode([read(word) for word in words], huffman=len(words) % 3 > 0).hex()
    elif command == "D":
        answer = " ".join(shown(field) for field in decoder.decode(bytes.fromhex("".join(words)), raw=True))
    elif command == "S":
        encoder.header_table_size = int(words[0])
        answer = ""
    else:
        decoder.max_allowed_table_size = int(words[0])
        answer = ""
    print(answer, flush=True)
