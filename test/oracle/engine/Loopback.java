import io.grpc.InsecureServerCredentials;
import io.grpc.ServerBuilder;
import io.grpc.ServerCredentials;
import io.grpc.ServerProvider;
import io.grpc.ServerRegistry;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Has Kestra's worker controller listen on this machine alone. Its configuration has a port and no address, and it would
 * listen on all of them.
 */
public final class Loopback extends ServerProvider {
  /** Before the context starts. */
  static void register() {
    ServerRegistry.getDefaultRegistry().register(new Loopback());
  }

  /** A port that nobody listens on now. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  protected boolean isAvailable() {
    return true;
  }

  /** Above those of gRPC itself, which have 5. */
  @Override
  protected int priority() {
    return 10;
  }

  @Override
  protected ServerBuilder<?> builderForPort(int port) {
    return builder(port, InsecureServerCredentials.create());
  }

  @Override
  protected NewServerBuilderResult newServerBuilderForPort(int port, ServerCredentials credentials) {
    return NewServerBuilderResult.serverBuilder(builder(port, credentials));
  }

  private static NettyServerBuilder builder(int port, ServerCredentials credentials) {
    return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), credentials);
  }
}
