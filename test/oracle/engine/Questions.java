import com.fasterxml.jackson.databind.JsonNode;
import io.kestra.core.docs.JsonSchemaGenerator;
import io.kestra.core.exceptions.FlowProcessingException;
import io.kestra.core.models.flows.Flow;
import io.kestra.core.models.flows.FlowSource;
import io.kestra.core.models.flows.FlowWithSource;
import io.kestra.core.models.validations.ValidateConstraintViolation;
import io.kestra.core.repositories.FlowRepositoryInterface;
import io.kestra.core.services.FlowService;
import jakarta.validation.ConstraintViolationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What can be asked. Of a flow: {@code flow} (its YAML), {@code key} of the secret in it; {@code trigger}: its own
 * trigger starts it, {@code wait}: for so many seconds at the most; {@code run}: false only has it saved. Or {@code
 * schema}: the flow's schema, as Kestra generates it. Or {@code web}: what {@link WebAnswers} is asked.
 *
 * <p>The answer for a flow: {@code refused}, why Kestra does not save it, or null; {@code lookUps} of the key, by part
 * of Kestra; what {@link Runs} says of
 * its execution; or {@code failure}, why nothing can be said.
 */
final class Questions {
  private static final String TENANT = "main";

  private final Engine engine;
  private final FlowService service;
  private final Runs runs;
  private final WebAnswers web;

  Questions(Engine engine) throws ReflectiveOperationException {
    this.engine = engine;
    this.service = engine.bean(FlowService.class);
    this.runs = new Runs(engine);
    this.web = new WebAnswers(engine);
  }

  Map<String, Object> answer(JsonNode question) {
    if (question.has("schema")) return engine.bean(JsonSchemaGenerator.class).schemas(Flow.class);
    if (question.has("web")) return webAnswer(question.get("web"));
    Map<String, Object> answer = new LinkedHashMap<>();
    String yaml = question.get("flow").asText();
    try {
      String refused = violation(yaml);
      answer.put("refused", refused);
      if (refused == null) saveAndRun(yaml, question, answer);
    } catch (Throwable failure) {
      answer.put("failure", told(failure));
    }
    answer.put("lookUps", engine.secrets().lookUps(question.get("key").asText()));
    return answer;
  }

  private Map<String, Object> webAnswer(JsonNode question) {
    try {
      return web.answer(question);
    } catch (Throwable failure) {
      return Map.of("failure", told(failure));
    }
  }

  private void saveAndRun(String yaml, JsonNode question, Map<String, Object> answer) throws Exception {
    FlowWithSource saved;
    try {
      saved = service.importFlow(TENANT, yaml);
    } catch (FlowProcessingException | ConstraintViolationException refusal) {
      answer.put("refused", told(refusal));
      return;
    }
    try {
      answer.putAll(runs.run(saved, question));
    } finally {
      delete(saved);
    }
  }

  /** What Kestra's editor says of the flow, or null where it may be saved. */
  private String violation(String yaml) {
    List<ValidateConstraintViolation> all = service.validate(TENANT, List.of(new FlowSource(null, yaml)));
    return all.get(0).getConstraints();
  }

  private void delete(FlowWithSource saved) {
    engine
        .bean(FlowRepositoryInterface.class)
        .findByIdWithSource(TENANT, saved.getNamespace(), saved.getId())
        .ifPresent(service::delete);
  }

  /** A failure with its causes, in one line. */
  static String told(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable each = failure; each != null && text.length() < 1000; each = each.getCause()) {
      text.append(text.isEmpty() ? "" : " | ").append(each.getClass().getSimpleName());
      text.append(": ").append(String.valueOf(each.getMessage()).replace('\n', ' '));
    }
    return text.length() > 1000 ? text.substring(0, 1000) : text.toString();
  }
}
