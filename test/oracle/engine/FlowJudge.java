import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Says what Kestra's engine makes of a flow. One JSON object a line comes in (see {@link Questions}), and one goes out,
 * in the same order, while several are answered at a time; the first line out says that it is ready. Ends with its
 * standard input.
 */
public final class FlowJudge {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How many flows run at a time: their time is waiting, for the most part. */
  private static final int AT_A_TIME = 8;

  public static void main(String[] arguments) {
    // Libraries may write to standard output; what is said to the other side goes past them.
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    System.setOut(System.err);
    int code = 0;
    try {
      serve(new Questions(Engine.start(arguments[0])), out);
    } catch (Throwable failure) {
      failure.printStackTrace();
      code = 1;
    }
    out.flush();
    // Kestra's threads would keep the process alive.
    Runtime.getRuntime().halt(code);
  }

  private static void serve(Questions questions, PrintStream out) throws Exception {
    say(out, Map.of("ready", true));
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    BlockingQueue<Future<Map<String, Object>>> answers = new LinkedBlockingQueue<>();
    Thread speaker = Thread.ofPlatform().daemon().start(() -> sayAll(answers, out));
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null && speaker.isAlive(); line = in.readLine()) {
      JsonNode question = JSON.readTree(line);
      answers.add(threads.submit(() -> questions.answer(question)));
    }
  }

  private static void sayAll(BlockingQueue<Future<Map<String, Object>>> answers, PrintStream out) {
    try {
      while (true) say(out, answers.take().get());
    } catch (Exception failure) {
      failure.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private static void say(PrintStream out, Map<String, Object> answer) throws Exception {
    out.println(JSON.writeValueAsString(answer));
    out.flush();
  }
}
