import io.kestra.core.runners.VariableRenderer;
import io.kestra.core.secret.SecretService;
import io.micronaut.context.ApplicationContext;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.extension.Function;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kestra's renderer with its own functions, filters and tests, and without a server around it. */
final class Kestra {
  /** What the core only declares and a server brings along; rendering asks none of them. */
  private static final List<String> NOT_HERE =
      List.of(
          "io.kestra.core.runners.Worker",
          "io.kestra.core.storages.StorageInterface",
          "io.kestra.core.runners.LogEntryEmitter",
          "io.kestra.core.repositories.KvMetadataRepositoryInterface",
          "io.kestra.core.repositories.NamespaceFileMetadataRepositoryInterface",
          "io.kestra.core.repositories.TaskOutputRepositoryInterface",
          "io.kestra.core.repositories.ExecutionOutputRepositoryInterface");

  private final VariableRenderer renderer;
  private final PebbleEngine engine;
  private final RecordedSecret secret;

  private Kestra(VariableRenderer renderer, PebbleEngine engine, RecordedSecret secret) {
    this.renderer = renderer;
    this.engine = engine;
    this.secret = secret;
  }

  static Kestra start() throws ReflectiveOperationException {
    ApplicationContext context =
        ApplicationContext.builder()
            .banner(false)
            .environments("test")
            .properties(Map.of("kestra.url", "http://localhost:8080"))
            .build();
    for (String name : NOT_HERE) standIn(context, Class.forName(name));
    context.start();
    VariableRenderer renderer = context.getBean(VariableRenderer.class);
    PebbleEngine engine = (PebbleEngine) field(renderer, "pebbleEngine");
    @SuppressWarnings("unchecked")
    Map<String, Function> functions = (Map<String, Function>) field(engine.getExtensionRegistry(), "functions");
    RecordedSecret secret = new RecordedSecret(functions.get("secret"));
    functions.put("secret", secret);
    set(context.getBean(SecretService.class), "decodedSecrets", secret.everySecret());
    return new Kestra(renderer, engine, secret);
  }

  RecordedSecret secret() {
    return secret;
  }

  /** The root of the text's syntax tree, or null for a text that Kestra gives back as it is. */
  Object parse(String text) throws Exception {
    if (text.indexOf('{') == -1) return null;
    return field(engine.getLiteralTemplate(withoutRawBlocks(text)), "rootNode");
  }

  /** Renders the text, and gives what secret() was called with; a failure ends it early. */
  List<Map<String, Object>> render(String text) {
    secret.begin();
    Map<String, Object> variables = new HashMap<>();
    variables.put("flow", Map.of("id", "judged", "namespace", "company.team", "tenantId", "main"));
    variables.put("addSecretConsumer", (Consumer<String>) name -> {});
    try {
      renderer.render(text, variables);
    } catch (Exception | StackOverflowError failure) {
      // What was asked until then stays.
    }
    return secret.asked();
  }

  /** Kestra does this before Pebble sees the text. */
  private static String withoutRawBlocks(String text) throws ReflectiveOperationException {
    Field pattern = declared(VariableRenderer.class, "RAW_PATTERN");
    Method replace =
        VariableRenderer.class.getDeclaredMethod("replaceRawTags", Matcher.class, Map.class);
    replace.setAccessible(true);
    Matcher matcher = ((Pattern) pattern.get(null)).matcher(text);
    try {
      return (String) replace.invoke(null, matcher, new HashMap<String, String>());
    } catch (InvocationTargetException failure) {
      throw new IllegalStateException(failure.getCause());
    }
  }

  private static <T> void standIn(ApplicationContext context, Class<T> type) {
    Object nobody =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, given) ->
                switch (method.getName()) {
                  case "hashCode" -> System.identityHashCode(self);
                  case "equals" -> self == given[0];
                  case "toString" -> "no " + type.getSimpleName();
                  default -> throw new UnsupportedOperationException("no " + type.getSimpleName());
                });
    context.registerSingleton(type, type.cast(nobody), null, false);
  }

  static Object field(Object owner, String name) throws ReflectiveOperationException {
    return declared(owner.getClass(), name).get(owner);
  }

  private static void set(Object owner, String name, Object value) throws ReflectiveOperationException {
    declared(owner.getClass(), name).set(owner, value);
  }

  private static Field declared(Class<?> type, String name) throws NoSuchFieldException {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        if (!field.getName().equals(name)) continue;
        field.setAccessible(true);
        return field;
      }
    }
    throw new NoSuchFieldException(type.getName() + "." + name);
  }
}
