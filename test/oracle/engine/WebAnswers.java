import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kestra.core.models.executions.Execution;
import io.kestra.core.models.flows.Flow;
import io.kestra.core.models.flows.FlowWithSource;
import io.kestra.core.repositories.ArrayListTotal;
import io.kestra.core.runners.RunContextFactory;
import io.kestra.core.secret.SecretService;
import io.kestra.core.services.FlowService;
import io.micronaut.data.model.Pageable;
import io.micronaut.data.model.Sort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Kestra's web server answers of secrets, from the beans that it asks; the web server itself is not published. Of
 * {@code names}, which the manager then holds, on a {@code page} of a {@code size}: {@code list}; for the flow's
 * namespace {@code inherited}; {@code expressions}, what may stand in the flow, and {@code withoutRight}, the same for
 * somebody who may not see secrets (both null before 2.0); {@code evaluated}, each text of {@code evaluate} in an
 * execution of the flow.
 */
final class WebAnswers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TENANT = "main";
  private static final String SERVICE = "io.kestra.core.services.ExpressionContextService";
  private static final String CATEGORY = "io.kestra.core.services.ExpressionCategory";

  private final Engine engine;
  private final FlowService flows;
  private final SecretService<?> service;
  private final RunContextFactory contexts;

  WebAnswers(Engine engine) {
    this.engine = engine;
    this.flows = engine.bean(FlowService.class);
    this.service = engine.bean(SecretService.class);
    this.contexts = engine.bean(RunContextFactory.class);
  }

  Map<String, Object> answer(JsonNode question) throws Exception {
    question.get("names").forEach((name) -> engine.secrets().hold(name.asText()));
    FlowWithSource flow = flows.importFlow(TENANT, question.get("flow").asText());
    try {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("list", list(question.get("page").asInt(), question.get("size").asInt()));
      // A copy: in open source it is the manager itself that is handed out.
      Map<String, Set<String>> inherited = new LinkedHashMap<>();
      service.inheritedSecrets(TENANT, flow.getNamespace()).forEach((each, keys) -> inherited.put(each, Set.copyOf(keys)));
      answer.put("inherited", inherited);
      answer.put("expressions", expressions(flow, null));
      answer.put("withoutRight", expressions(flow, "SECRETS"));
      answer.put("evaluated", evaluated(flow, question.get("evaluate")));
      return answer;
    } finally {
      flows.delete(flow);
      engine.secrets().holdNothing();
    }
  }

  /** As the web server writes it: each name in an object of its own. */
  private Map<String, Object> list(int page, int size) throws Exception {
    Pageable pageable = Pageable.from(page, size, Sort.of(Sort.Order.asc("key")));
    ArrayListTotal<?> names = service.list(pageable, TENANT, List.of());
    List<Object> results = new ArrayList<>();
    names.forEach((name) -> results.add(Map.of("key", name)));
    return Map.of("readOnly", true, "results", results, "total", names.getTotal());
  }

  /** {@code hidden}: a category that is left out; null: none. */
  private Object expressions(Flow flow, String hidden) throws Exception {
    Class<?> type;
    try {
      type = Class.forName(SERVICE);
    } catch (ClassNotFoundException none) {
      return null;
    }
    Object bean = engine.bean(type);
    if (hidden == null) {
      return type.getMethod("buildExpressionContext", Flow.class, String.class).invoke(bean, flow, null);
    }
    Object category = Class.forName(CATEGORY).getField(hidden).get(null);
    return type.getMethod("buildExpressionContext", Flow.class, String.class, Set.class)
        .invoke(bean, flow, null, Set.of(category));
  }

  private Map<String, Object> evaluated(FlowWithSource flow, JsonNode texts) {
    Execution execution = Execution.newExecution(flow, List.of());
    Map<String, Object> all = new LinkedHashMap<>();
    for (JsonNode text : texts) {
      try {
        // Without the values: what a secret is, is masked.
        all.put(text.asText(), Map.of("result", contexts.of(flow, execution, false).render(text.asText())));
      } catch (Exception failure) {
        all.put(text.asText(), Map.of("error", String.valueOf(failure.getMessage())));
      }
    }
    return all;
  }
}
