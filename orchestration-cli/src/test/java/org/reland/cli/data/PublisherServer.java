package org.reland.cli.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server of files that answers ranges, and fails as it is told. */
final class PublisherServer implements AutoCloseable {
  /** What goes wrong with one request, in the order of requests. */
  sealed interface Fault {
    /** The connection ends after so many bytes of the answer. */
    record CutAfter(int bytes) implements Fault {}

    /** It stays open after so many, and nothing more comes. */
    record SilentAfter(int bytes) implements Fault {}

    /** An answer without the file. */
    record Status(int code) implements Fault {}
  }

  private record Published(byte[] bytes, String tag) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Published> files = new ConcurrentHashMap<>();
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile boolean knowsRanges = true;

  PublisherServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  void publish(String name, byte[] bytes, String tag) {
    files.put("/" + name, new Published(bytes, tag));
  }

  void fail(Fault... next) {
    faults.addAll(List.of(next));
  }

  /** Files have no tag any more, and ranges are passed over. */
  void forgetRanges() {
    knowsRanges = false;
  }

  /** The range that each request has asked for; empty where it asked for the whole. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String range = exchange.getRequestHeaders().getFirst("Range");
      requests.add(range == null ? "" : range);
      Fault fault = faults.poll();
      Published file = files.get(exchange.getRequestURI().getPath());
      if (fault instanceof Fault.Status status) {
        exchange.sendResponseHeaders(status.code(), -1);
      } else if (file == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        send(exchange, file, range, fault);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(HttpExchange exchange, Published file, String range, Fault fault)
      throws IOException, InterruptedException {
    int length = file.bytes().length;
    int from = 0;
    if (knowsRanges) {
      exchange.getResponseHeaders().set("ETag", file.tag());
      boolean same = file.tag().equals(exchange.getRequestHeaders().getFirst("If-Range"));
      from = range != null && same ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
    }
    if (from >= length) {
      exchange.getResponseHeaders().set("Content-Range", "bytes */" + length);
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes %d-%d/%d".formatted(from, length - 1, length));
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, length - from);
    OutputStream body = exchange.getResponseBody();
    switch (fault) {
      case Fault.CutAfter cut -> body.write(file.bytes(), from, cut.bytes());
      case Fault.SilentAfter silent -> {
        body.write(file.bytes(), from, silent.bytes());
        body.flush();
        end.await();
      }
      case null, default -> body.write(file.bytes(), from, length - from);
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
