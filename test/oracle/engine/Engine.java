import io.kestra.core.runners.TestRunner;
import io.kestra.core.secret.SecretService;
import io.micronaut.context.ApplicationContext;
import java.lang.reflect.Field;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Kestra's executor, worker, scheduler and indexer in this process, over a database in memory; no web server. */
final class Engine {
  private final ApplicationContext context;
  private final Secrets secrets;

  private Engine(ApplicationContext context, Secrets secrets) {
    this.context = context;
    this.secrets = secrets;
  }

  /** `storage`: a folder for Kestra's files. */
  static Engine start(String storage) throws ReflectiveOperationException {
    Loopback.register();
    ApplicationContext context =
        ApplicationContext.builder()
            .banner(false)
            .deduceEnvironment(false)
            .environments("test", "h2")
            .properties(properties(storage))
            .build();
    context.start();
    TestRunner runner = context.getBean(TestRunner.class);
    runner.setWorkerThread(8);
    runner.run();
    Secrets secrets = new Secrets();
    Field decoded = SecretService.class.getDeclaredField("decodedSecrets");
    decoded.setAccessible(true);
    decoded.set(context.getBean(SecretService.class), secrets);
    return new Engine(context, secrets);
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  Secrets secrets() {
    return secrets;
  }

  private static Map<String, Object> properties(String storage) {
    Map<String, Object> all = new HashMap<>();
    all.put("micronaut.application.name", "kestra");
    all.put("kestra.server-type", "STANDALONE");
    all.put("kestra.repository.type", "h2");
    all.put("kestra.queue.type", "h2");
    all.put("kestra.storage.type", "local");
    all.put("kestra.storage.local.base-path", storage);
    all.put("kestra.anonymous-usage-report.enabled", "false");
    all.put("kestra.plugins.auto-install.enabled", "false");
    all.put("kestra.variables.env-vars-prefix", "ENV_");
    // An input of the type SECRET is encrypted with it.
    all.put("kestra.encryption.secret-key", Base64.getEncoder().encodeToString(new byte[32]));
    putDatabase(all);
    putController(all, Loopback.freePort());
    putPatience(all);
    return all;
  }

  private static void putDatabase(Map<String, Object> all) {
    all.put("datasources.h2.url", "jdbc:h2:mem:public;TIME ZONE=UTC;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE");
    all.put("datasources.h2.username", "sa");
    all.put("datasources.h2.password", "");
    all.put("datasources.h2.driver-class-name", "org.h2.Driver");
    // Kestra 1.3 makes its tables with Flyway, 2.0 does it itself.
    all.put("flyway.datasources.h2.enabled", "true");
    all.put("flyway.datasources.h2.locations", List.of("classpath:migrations/h2"));
    all.put("flyway.datasources.h2.ignore-migration-patterns", "*:missing,*:future");
    all.put("flyway.datasources.h2.out-of-order", "true");
  }

  /** In 2.0 the worker asks a controller for its work, over the loopback. */
  private static void putController(Map<String, Object> all, int port) {
    all.put("kestra.controller.port", port);
    all.put("kestra.worker.controllers.type", "STATIC");
    all.put("kestra.worker.controllers.static.endpoints[0].host", "127.0.0.1");
    all.put("kestra.worker.controllers.static.endpoints[0].port", port);
  }

  /** It is to answer soon, and never to think that one of its parts is gone. */
  private static void putPatience(Map<String, Object> all) {
    all.put("kestra.jdbc.queues.min-poll-interval", "10ms");
    all.put("kestra.jdbc.queues.max-poll-interval", "50ms");
    all.put("kestra.jdbc.queues.poll-switch-interval", "5s");
    all.put("kestra.server.liveness.enabled", "false");
    all.put("kestra.server.liveness.interval", "5s");
    all.put("kestra.server.liveness.timeout", "45s");
    all.put("kestra.server.liveness.initial-delay", "45s");
    all.put("kestra.server.liveness.heartbeat-interval", "3s");
    all.put("kestra.server.service.purge.initial-delay", "1h");
    all.put("kestra.server.service.purge.fixed-delay", "1d");
    all.put("kestra.server.service.purge.retention", "30d");
    all.put("kestra.server.termination-grace-period", "1s");
    all.put("kestra.server.workerTaskRestartStrategy", "AFTER_TERMINATION_GRACE_PERIOD");
  }
}
