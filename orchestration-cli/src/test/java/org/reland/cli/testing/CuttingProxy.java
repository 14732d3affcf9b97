package org.reland.cli.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to a server that cuts every connection after a random time. */
public final class CuttingProxy implements AutoCloseable {
  private final ServerSocket server;
  private final InetSocketAddress target;
  private final int longest;
  private final Random random = new Random(11);
  private final AtomicInteger cuts = new AtomicInteger();

  /**
   * Starts it.
   *
   * @param longest milliseconds that a connection lives at most
   */
  public CuttingProxy(InetSocketAddress target, int longest) throws IOException {
    this.target = target;
    this.longest = longest;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  public int cuts() {
    return cuts.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket near = server.accept();
        Thread.ofVirtual().start(() -> serve(near));
      }
    } catch (IOException e) {
      return; // closed
    }
  }

  private void serve(Socket near) {
    try (near;
        Socket far = new Socket(target.getAddress(), target.getPort())) {
      Thread up = Thread.ofVirtual().start(() -> copy(near, far));
      Thread.ofVirtual().start(() -> copy(far, near));
      int life;
      synchronized (random) {
        life = longest / 10 + random.nextInt(longest);
      }
      if (!up.join(Duration.ofMillis(life))) {
        cuts.incrementAndGet();
        near.setSoLinger(true, 0); // as a broken line, not as an orderly end
      }
    } catch (IOException e) {
      return; // whoever asks tries again
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      return; // cut
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
