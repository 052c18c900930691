package dev.hostkeysync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Setting;
import dev.hostkeysync.hostkey.HostKeyFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    private static Map<String, String> complete() {
        Map<String, String> environment = new HashMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092");
        environment.put("DATABASE_URL", "jdbc:postgresql://127.0.0.1/hostkeysync");
        environment.put("DATABASE_USERNAME", "hostkeysync");
        environment.put("DATABASE_PASSWORD", "pa55-not-to-be-seen");
        environment.put("ZOOM_ACCOUNT_ID", "account");
        environment.put("ZOOM_CLIENT_ID", "client");
        environment.put("ZOOM_CLIENT_SECRET", "s3cret-not-to-be-seen");
        environment.put("HOSTKEY_KEYSET", HostKeyFixture.newKeyset().reveal());
        return environment;
    }

    private static List<String> faults(Map<String, String> environment) {
        return Main.faults(name -> Optional.ofNullable(environment.get(name)));
    }

    @Test
    void isContentWithWhatIsRequired() {
        assertThat(faults(complete())).isEmpty();
    }

    @Test
    void saysOneLineForEachMissingVariable() {
        assertThat(faults(Map.of()))
                .extracting(fault -> fault.replaceAll(":.*", ""))
                .containsExactly(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "DATABASE_URL",
                        "DATABASE_USERNAME",
                        "DATABASE_PASSWORD",
                        "ZOOM_ACCOUNT_ID",
                        "ZOOM_CLIENT_ID",
                        "ZOOM_CLIENT_SECRET",
                        "HOSTKEY_KEYSET");
    }

    @Test
    void repeatsNoSecret() {
        Map<String, String> environment = complete();
        environment.put("HOSTKEY_KEYSET", "{\"keyset\":\"not-to-be-seen\"}");
        environment.put("SCIM_TOKENS", "not-to-be-seen");
        environment.put("API_TOKENS", "label:no.such.scope:not-to-be-seen");
        environment.put("ZOOM_WEBHOOK_SECRETS", "not-to-be-seen,,");
        environment.put("OKTA_HOOK_SECRETS", "not-to-be-seen");
        environment.put("STANDARD_WEBHOOK_SECRETS", "whsec_not-to-be-seen");

        List<String> faults = faults(environment);

        assertThat(faults)
                .extracting(fault -> fault.replaceAll(":.*", ""))
                .containsExactly(
                        "ZOOM_WEBHOOK_SECRETS",
                        "OKTA_HOOK_SECRETS",
                        "STANDARD_WEBHOOK_SECRETS",
                        "HOSTKEY_KEYSET",
                        "SCIM_TOKENS",
                        "API_TOKENS");
        assertThat(faults).noneMatch(fault -> fault.contains("not-to-be-seen"));
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_EXPORTER_OTLP_ENDPOINT, collector:4318",
        "OTEL_EXPORTER_OTLP_ENDPOINT, http:///v1/traces",
        "OTEL_EXPORTER_OTLP_ENDPOINT, http://collector:4318/ /",
        "OTEL_EXPORTER_OTLP_ENDPOINT, https://me:not-to-be-seen@collector",
        "OTEL_EXPORTER_OTLP_ENDPOINT, https://collector?key=not-to-be-seen",
        "OTEL_TRACES_SAMPLER_ARG, 1.5",
        "OTEL_TRACES_SAMPLER_ARG, half"
    })
    void saysWhatIsWrongWithTraces(String variable, String value) {
        Map<String, String> environment = complete();
        environment.put(variable, value);

        assertThat(faults(environment))
                .hasSize(1)
                .allSatisfy(fault ->
                        assertThat(fault).startsWith(variable).doesNotContain("not-to-be-seen"));
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_EXPORTER_OTLP_ENDPOINT, ''",
        "OTEL_EXPORTER_OTLP_ENDPOINT, http://127.0.0.1:4318",
        "OTEL_EXPORTER_OTLP_ENDPOINT, https://collector.example.com/otlp",
        "OTEL_TRACES_SAMPLER_ARG, 0",
        "OTEL_TRACES_SAMPLER_ARG, 0.05",
        "OTEL_TRACES_SAMPLER_ARG, 1.0"
    })
    void takesThisForTraces(String variable, String value) {
        Map<String, String> environment = complete();
        environment.put(variable, value);

        assertThat(faults(environment)).isEmpty();
    }

    @Test
    void readsNoVariableThatTheReadmeDoesNotExplain() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(Main.settings().map(Setting::name))
                .allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
    }
}
