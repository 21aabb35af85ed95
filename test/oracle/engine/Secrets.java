import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A manager in which every secret exists but those whose key begins with MISSING, with a note of each look-up. It takes
 * the place of the variables SECRET_* in Kestra's own service.
 */
final class Secrets extends HashMap<String, String> {
  private static final String MISSING = "MISSING";
  private static final String JSON = "JSON";

  private final transient Map<String, List<String>> renderers = new ConcurrentHashMap<>();

  /** The value of a secret that exists: an object with the field {@code user} where its key begins with JSON. */
  static String valueOf(String key) {
    String value = "value-of-" + key;
    return key.startsWith(JSON) ? "{\"user\":\"" + value + "\"}" : value;
  }

  /** Lists this name, too: those that are only asked for stand in no list. */
  void hold(String key) {
    put(key, valueOf(key));
  }

  void holdNothing() {
    clear();
  }

  @Override
  public String get(Object key) {
    String name = String.valueOf(key);
    renderers.computeIfAbsent(name, (each) -> new CopyOnWriteArrayList<>()).add(renderer());
    return name.startsWith(MISSING) ? null : valueOf(name);
  }

  @Override
  public boolean containsKey(Object key) {
    return !String.valueOf(key).startsWith(MISSING);
  }

  /** By which part each look-up of this key was made, how often; empty where there was none. */
  Map<String, Integer> lookUps(String key) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String renderer : renderers.getOrDefault(key, List.of())) counts.merge(renderer, 1, Integer::sum);
    return counts;
  }

  /** The part of Kestra that is at work in this thread; the judge does what the web server would do. */
  private static String renderer() {
    for (StackTraceElement frame : Thread.currentThread().getStackTrace()) {
      String name = frame.getClassName();
      if (name.startsWith("Questions")) return "web server";
      if (!name.startsWith("io.kestra.")) continue;
      if (name.contains(".executor.") || name.contains("JdbcExecutor")) return "executor";
      if (name.contains(".scheduler.") || name.contains("Scheduler")) return "scheduler";
      if (name.startsWith("io.kestra.worker.") || name.contains(".Worker")) return "worker";
    }
    return "unknown";
  }
}
