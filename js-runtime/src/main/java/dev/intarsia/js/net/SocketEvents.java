package dev.intarsia.js.net;

/** Takes what happens to sockets, on the thread of the realm that they belong to. */
interface SocketEvents {
  /** A connection is made, or has failed. */
  int CONNECTED = 0;
  /** Bytes, the end of the stream or an error. */
  int READ = 1;
  /** The oldest write that could not be done at once is done, or has failed. */
  int WRITTEN = 2;
  /** A client is there: the status is the id of its socket. */
  int ACCEPTED = 3;

  int CLOSED = 4;
  /** All that was written before is sent, and so is the end of the stream. */
  int SHUT_DOWN = 5;

  /**
   * @param event one of the constants above
   * @param status 0, or a negative error number
   */
  void on(int socket, int event, int status);

  /** Bytes have come. */
  void read(int socket, byte[] bytes);
}
