import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Kestra's own secret(), with a note of each call, over a manager in which every secret exists. */
final class RecordedSecret implements Function {
  private final Function real;
  private List<Map<String, Object>> asked = new ArrayList<>();
  private String subkey;

  RecordedSecret(Function real) {
    if (!real.getClass().getName().startsWith("io.kestra.")) {
      throw new IllegalStateException("secret() is not Kestra's: " + real.getClass());
    }
    this.real = real;
  }

  void begin() {
    asked = new ArrayList<>();
  }

  /** The calls since {@link #begin}, in order of evaluation. */
  List<Map<String, Object>> asked() {
    return asked;
  }

  @Override
  public List<String> getArgumentNames() {
    return real.getArgumentNames();
  }

  @Override
  public Object execute(Map<String, Object> given, PebbleTemplate self, EvaluationContext context, int line) {
    Map<String, Object> call = new LinkedHashMap<>();
    for (String name : getArgumentNames()) {
      if (given.containsKey(name)) call.put(name, told(given.get(name)));
    }
    asked.add(call);
    subkey = given.get("subkey") instanceof String name ? name : null;
    try {
      return real.execute(given, self, context, line);
    } catch (RuntimeException failure) {
      call.put("failure", failure.getClass().getSimpleName() + ": " + failure.getMessage());
      throw failure;
    }
  }

  private static Object told(Object value) {
    if (value == null || value instanceof String || value instanceof Boolean) return value;
    // JSON has no infinite numbers.
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) return number;
    // Nothing that a secret can be named by: that it was one is enough.
    return List.of(value.getClass().getSimpleName());
  }

  /** Holds what is asked for, with the subkey that is asked for. */
  Map<String, String> everySecret() {
    return new HashMap<>() {
      @Override
      public String get(Object name) {
        if (subkey == null) return "<" + name + ">";
        return "{\"" + escaped(subkey) + "\":\"some value\"}";
      }
    };
  }

  private static String escaped(String text) {
    StringBuilder json = new StringBuilder();
    for (char each : text.toCharArray()) json.append(String.format("\\u%04x", (int) each));
    return json.toString();
  }
}
