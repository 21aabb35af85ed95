import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kestra.core.models.executions.Execution;
import io.kestra.core.models.flows.FlowWithSource;
import io.kestra.core.repositories.ExecutionRepositoryInterface;
import io.kestra.core.runners.FlowInputOutput;
import io.kestra.core.runners.TestRunnerUtils;
import io.kestra.core.services.FlowService;
import io.micronaut.data.model.Pageable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Executions of a saved flow. Says {@code state}, at its end, or null where none ended; {@code tasks}, each with its
 * state; {@code shows}, where the value of the secret stands in clear in what Kestra shows of an execution; {@code
 * checks}, which of the flow's checks fail; {@code noExecution}, why none began or ended.
 */
final class Runs {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FlowService service;
  private final ExecutionRepositoryInterface executions;
  private final TestRunnerUtils utils;
  private final FlowInputOutput inputs;

  Runs(Engine engine) {
    this.service = engine.bean(FlowService.class);
    this.executions = engine.bean(ExecutionRepositoryInterface.class);
    this.utils = engine.bean(TestRunnerUtils.class);
    this.inputs = engine.bean(FlowInputOutput.class);
  }

  Map<String, Object> run(FlowWithSource flow, JsonNode question) throws Exception {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("state", null);
    if (!question.path("run").asBoolean(true)) return answer;
    if (flow.getChecks() != null) answer.put("checks", failedChecks(flow));
    Duration limit = Duration.ofSeconds(question.path("wait").asInt(15));
    boolean byTrigger = question.path("trigger").asBoolean(false);
    try {
      Execution ended = byTrigger ? awaitTrigger(flow, limit) : runNow(flow, limit);
      answer.put("state", ended.getState().getCurrent().name());
      answer.put("tasks", tasks(ended));
      answer.put("shows", shows(ended, Secrets.valueOf(question.get("key").asText())));
    } catch (RuntimeException failure) {
      answer.put("noExecution", Questions.told(failure));
      kill(flow, answer);
    }
    return answer;
  }

  private Execution awaitTrigger(FlowWithSource flow, Duration limit) {
    return utils.awaitFlowExecution(
        (each) -> each.getState().isTerminated(), flow.getTenantId(), flow.getNamespace(), flow.getId(), limit);
  }

  /** As the web server starts it: what is written of its inputs is read here. */
  private Execution runNow(FlowWithSource flow, Duration limit) throws Exception {
    return utils.runOne(flow, (each, execution) -> inputs.readExecutionInputs(each, execution, Map.of()), limit);
  }

  /** One that is under way would go on until the process ends; nobody waits for its end. */
  private void kill(FlowWithSource flow, Map<String, Object> answer) {
    for (Execution each :
        executions.findByFlowId(flow.getTenantId(), flow.getNamespace(), flow.getId(), Pageable.UNPAGED)) {
      answer.put("state", each.getState().getCurrent().name());
      Thread.ofPlatform().daemon().start(() -> kill(each));
    }
  }

  private void kill(Execution execution) {
    try {
      utils.killExecution(execution);
    } catch (Exception failure) {
      // It ends with this process.
    }
  }

  private Object failedChecks(FlowWithSource flow) {
    try {
      return JSON.convertValue(service.getFailedChecks(flow, Map.of()), List.class);
    } catch (RuntimeException failure) {
      return Questions.told(failure);
    }
  }

  private static List<Map<String, String>> tasks(Execution execution) {
    List<Map<String, String>> all = new ArrayList<>();
    if (execution.getTaskRunList() == null) return all;
    execution
        .getTaskRunList()
        .forEach((each) -> all.add(Map.of("id", each.getTaskId(), "state", each.getState().getCurrent().name())));
    return all;
  }

  private static List<String> shows(Execution execution, String value) {
    List<String> places = new ArrayList<>();
    if (String.valueOf(execution.getInputs()).contains(value)) places.add("inputs");
    if (String.valueOf(outputs(execution)).contains(value)) places.add("outputs");
    if (String.valueOf(execution.getLabels()).contains(value)) places.add("labels");
    return places;
  }

  /** Kestra 2.0 and 1.3 give them in different types. */
  private static Object outputs(Execution execution) {
    try {
      return Execution.class.getMethod("getOutputs").invoke(execution);
    } catch (ReflectiveOperationException none) {
      return null;
    }
  }
}
