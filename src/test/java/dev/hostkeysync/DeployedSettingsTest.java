package dev.hostkeysync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.common.Setting;
import dev.hostkeysync.deploy.Overlay;
import dev.hostkeysync.deploy.Yaml;
import dev.hostkeysync.hostkey.HostKeyFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The variables in `deploy/`, judged by the service's own check at its start.
class DeployedSettingsTest {

    private static final Set<String> SECRET =
            Set.of(
                    "DATABASE_PASSWORD",
                    "ZOOM_CLIENT_SECRET",
                    "ZOOM_WEBHOOK_SECRETS",
                    "HOSTKEY_KEYSET",
                    "GRAPH_CLIENT_STATES",
                    "GRAPH_CLIENT_SECRET",
                    "OKTA_HOOK_SECRETS",
                    "STANDARD_WEBHOOK_SECRETS",
                    "VIDEO_SDK_KEY",
                    "VIDEO_SDK_SECRET",
                    "SCIM_TOKENS",
                    "API_TOKENS",
                    "OIDC_CLIENT_SECRET",
                    "SSF_PUSH_TOKENS",
                    "SSF_POLL",
                    "SSF_VERIFY");

    private static final Set<String> LEFT_TO_AN_OVERLAY =
            Set.of("KAFKA_BOOTSTRAP_SERVERS", "DATABASE_URL", "ZOOM_ACCOUNT_ID", "ZOOM_CLIENT_ID");

    private static final Map<String, String> SECRETS =
            Map.of(
                    "DATABASE_PASSWORD", "a-password",
                    "ZOOM_CLIENT_SECRET", "a-secret",
                    "ZOOM_WEBHOOK_SECRETS", "a-secret-token-of-zoom",
                    "SCIM_TOKENS", "okta:0123456789abcdef",
                    "API_TOKENS", "me:operator:0123456789abcdef",
                    "OIDC_CLIENT_SECRET", "a-secret");

    @TempDir Path directory;

    static List<String> overlays() {
        return Overlay.names();
    }

    private static Map<String, String> map(JsonNode data) {
        return data.properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asText()));
    }

    private static Map<String, String> base() {
        return map(Yaml.document(Overlay.DEPLOY.resolve("base/config.yaml")).path("data"));
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    private List<String> faults(Map<String, String> environment) throws IOException {
        Path keyset = directory.resolve("keyset.json");
        Files.writeString(keyset, HostKeyFixture.newKeyset().reveal());
        Map<String, String> all = new HashMap<>(environment);
        all.put("HOSTKEY_KEYSET_FILE", keyset.toString());
        return Main.faults(name -> Optional.ofNullable(all.get(name)));
    }

    @Test
    void theConfigMapNamesEveryVariableThatIsNoSecret() {
        Set<String> wanted =
                Main.settings().map(Setting::name).collect(Collectors.toCollection(TreeSet::new));
        wanted.removeAll(SECRET);
        wanted.removeAll(LEFT_TO_AN_OVERLAY);
        Set<String> there = new TreeSet<>(base().keySet());
        there.removeIf(name -> name.startsWith("QUARKUS_"));

        assertThat(there).as("deploy/base/config.yaml").isEqualTo(wanted);
    }

    @Test
    void theConfigMapTellsOfEveryVariableThatIsSecret() throws IOException {
        String comment = Files.readString(Overlay.DEPLOY.resolve("base/config.yaml"));

        assertThat(SECRET)
                .filteredOn(name -> !name.equals("HOSTKEY_KEYSET"))
                .allSatisfy(name -> assertThat(comment).contains(name));
        assertThat(base()).doesNotContainKeys(SECRET.toArray(new String[0]));
    }

    @Test
    void theConfigMapHasTheDefaultsOfTheReadme() throws IOException {
        Map<String, String> base = base();
        // The one that is another on purpose: machines read the log of a pod.
        assertThat(base.remove("LOG_FORMAT")).isEqualTo("json");
        Matcher row =
                Pattern.compile(
                                "(?m)^\\| ((?:`[A-Z0-9_]+`(?:, )?)+) \\|.*\\| ((?:`[^`]+`(?:, )?)+) \\|$")
                        .matcher(readme());
        int compared = 0;
        while (row.find()) {
            List<String> names = quoted(row.group(1));
            List<String> defaults = quoted(row.group(2));
            for (int i = 0; names.size() == defaults.size() && i < names.size(); i++) {
                if (base.containsKey(names.get(i)) && !defaults.get(i).matches("[A-Z][A-Z_]{3,}")) {
                    assertThat(base.get(names.get(i))).as(names.get(i)).isEqualTo(defaults.get(i));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(30);
    }

    private static List<String> quoted(String text) {
        return Pattern.compile("`([^`]+)`")
                .matcher(text)
                .results()
                .map(one -> one.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void theServiceStartsWithWhatAnOverlaySets(String overlay) throws IOException {
        Map<String, String> environment =
                map(Overlay.named(overlay).only("ConfigMap", "hostkey-sync").path("data"));
        environment.putAll(SECRETS);
        if (!environment.containsKey("OIDC_ISSUER") || environment.get("OIDC_ISSUER").isEmpty()) {
            environment.remove("OIDC_CLIENT_SECRET");
        }

        assertThat(faults(environment)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void theReadmeExplainsEveryVariable(String overlay) throws IOException {
        String readme = readme();
        Overlay all = Overlay.named(overlay);
        Stream<String> named =
                Stream.concat(
                        map(all.only("ConfigMap", "hostkey-sync").path("data")).keySet().stream(),
                        all.only("Deployment").findValues("env").stream()
                                .flatMap(env -> env.findValuesAsText("name").stream())
                                .filter(name -> name.matches("[A-Z0-9_]+")));

        assertThat(named)
                .allSatisfy(name -> assertThat(readme).containsPattern("`" + name + "[`=]"));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyFileThatAVariableNamesIsMounted(String overlay) {
        Overlay all = Overlay.named(overlay);
        List<String> mounts =
                all.only("Deployment")
                        .findValues("volumeMounts")
                        .getFirst()
                        .findValuesAsText("mountPath");
        List<String> files =
                Pattern.compile("/etc/hostkey-sync/[^&\\s]+")
                        .matcher(
                                String.join(
                                        " ",
                                        map(all.only("ConfigMap", "hostkey-sync").path("data"))
                                                .values()))
                        .results()
                        .map(found -> found.group())
                        .toList();

        assertThat(files)
                .contains("/etc/hostkey-sync/keyset/keyset.json")
                .allSatisfy(file ->
                        assertThat(mounts).contains(file.substring(0, file.lastIndexOf('/'))));
    }

    @Test
    void externalSecretsBringEverySecretThatIsRequiredAndNoOther() {
        List<String> keys =
                Overlay.named("production").all("ExternalSecret").stream()
                        .flatMap(one -> one.at("/spec/data").findValuesAsText("secretKey").stream())
                        .toList();

        assertThat(keys).contains("DATABASE_PASSWORD", "ZOOM_CLIENT_SECRET", "keyset.json");
        assertThat(keys).filteredOn(key -> !key.equals("keyset.json")).isSubsetOf(SECRET);
        assertThat(SECRETS)
                .containsOnlyKeys(keys.stream().filter(key -> !key.equals("keyset.json")).toList());
    }

    @Test
    void theServiceStartsWithWhatComposeSets() throws IOException {
        Map<String, String> environment =
                map(
                        Yaml.document(Overlay.DEPLOY.resolve("compose.yaml"))
                                .at("/services/hostkey-sync/environment"));
        Set<String> known = Main.settings().map(Setting::name).collect(Collectors.toSet());

        assertThat(environment.keySet()).isSubsetOf(known);
        assertThat(environment.remove("HOSTKEY_KEYSET")).startsWith("${HOSTKEY_KEYSET:?");
        environment.replaceAll((name, value) ->
                value.startsWith("${") ? SECRETS.getOrDefault(name, "given") : value);
        assertThat(faults(environment)).isEmpty();
    }
}
