package dev.hostkeysync.stack;

import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// What `script/run` runs: the whole local stack and the packaged service, then the conversation,
/// then nothing until Ctrl-C.
public final class LocalRun {

    private static final String USAGE =
            """
            Usage: script/run [--once] [--fresh]
              --once   end after the conversation, with status 0 when all was as it must be, else 1
              --fresh  drop what earlier runs have left first
            PORT, KAFKA_PORT, POSTGRES_PORT, ZOOM_SIMULATOR_PORT and OIDC_PORT move the ports,
            LOCAL_DATA names another directory than .local.
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final PrintStream OUT =
            new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private LocalRun() {}

    public static void main(String[] args) throws InterruptedException {
        List<String> options = Arrays.asList(args);
        if (!List.of("--once", "--fresh").containsAll(options)) {
            OUT.print(USAGE);
            System.exit(options.contains("--help") ? 0 : 2);
        }
        System.exit(run(options.contains("--once"), options.contains("--fresh")));
    }

    private static int run(boolean once, boolean fresh) throws InterruptedException {
        OUT.println(
                "Starting PostgreSQL, Kafka, the Zoom simulator, an OIDC issuer, the service …");
        LocalStack stack;
        try {
            stack =
                    LocalStack.start(
                            LocalStackOptions.local(System.getenv(), fresh), ZoomInUse::start);
        } catch (IllegalStateException | IllegalArgumentException e) {
            OUT.println(e.getMessage());
            return 1;
        }
        Thread end = new Thread(stack::close, "local-stack-end");
        Runtime.getRuntime().addShutdownHook(end);
        boolean right = converse(stack);
        if (!once) {
            // Until Ctrl-C; the hook then ends what was started.
            new CountDownLatch(1).await();
        }
        return right ? 0 : 1;
    }

    private static boolean converse(LocalStack stack) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            Stage stage =
                    new Stage(
                            Caller.over(http, stack.service().url()),
                            stack.tail(LocalStack.LIFECYCLE_TOPIC),
                            stack.tail(LocalStack.HOST_KEY_TOPIC),
                            stack.zoom(),
                            stack.secrets().apiToken(),
                            PATIENCE);
            InstantSource clock = InstantSource.system();
            String run = Long.toString(clock.millis(), Character.MAX_RADIX);
            Conversation conversation = new Conversation(stack.zoom(), stack.secrets(), clock, run);
            OUT.println();
            boolean right = new Performance(stage, OUT::println).play(conversation.steps());
            OUT.println(invitation(stack, conversation.remaining()));
            return right;
        }
    }

    private static String invitation(LocalStack stack, Person person) {
        return """

        Service          %1$s   (its log: %2$s)
        Zoom simulator   %3$s
        OIDC issuer      %4$s
        Kafka            %5$s
        PostgreSQL       %6$s   (user %7$s)
        SCIM token       %8$s
        API token        %9$s

        Pages            %1$s/   sign in as %10$s
                         %1$s/console   sign in as operator@example.com and tick "An operator"

        Try:
          curl -H 'Authorization: Bearer %9$s' %1$s/api/v1/host-keys/%10$s
          %1$s/q/swagger-ui   (the API, with a form for each request)
          docs/hostkey-sync.http   (a request for everything; put in the address and the tokens)
        """
                .formatted(
                        stack.service().url(),
                        stack.service().log(),
                        stack.zoom().url(),
                        stack.oidc().url(),
                        stack.kafka().bootstrapServers(),
                        stack.postgres().jdbcUrl(LocalStack.DATABASE),
                        PostgresServer.ROLE,
                        stack.secrets().scimToken().reveal(),
                        stack.secrets().apiToken().reveal(),
                        person.email);
    }
}
