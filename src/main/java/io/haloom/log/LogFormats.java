package io.haloom.log;

/** The formats that have a name (configuration manual, sections 8.2.2 to 8.2.5). */
public final class LogFormats {
  /** {@code option tcplog}. */
  public static final String TCP =
      "%ci:%cp [%t] %ft %b/%s %Tw/%Tc/%Tt %B %ts %ac/%fc/%bc/%sc/%rc %sq/%bq";

  /** {@code option httplog}. */
  public static final String HTTP =
      "%ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc %ac/%fc/%bc/%sc/%rc %sq/%bq"
          + " %hr %hs %{+Q}r";

  /** {@code option httplog clf}. */
  public static final String HTTP_CLF =
      "%{+Q}o %{-Q}ci - - [%trg] %r %ST %B \"\" \"\" %cp %ms %ft %b %s %TR %Tw %Tc %Tr %Ta %tsc %ac"
          + " %fc %bc %sc %rc %sq %bq %CC %CS %hrl %hsl";

  /** {@code option httpslog}: the same, and what there is to tell of TLS. */
  public static final String HTTPS =
      HTTP
          + " %[fc_err]/%[ssl_fc_err,hex]/%[ssl_c_err]/%[ssl_c_ca_err]/%[ssl_fc_is_resumed]"
          + " %[ssl_fc_sni]/%sslv/%sslc";

  private LogFormats() {}
}
