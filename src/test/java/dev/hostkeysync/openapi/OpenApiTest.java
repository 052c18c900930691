package dev.hostkeysync.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The API's description is complete: nothing is left to be guessed. Each fault says where, and so
/// which annotation or which file in `openapi/` lacks it.
class OpenApiTest {

    private static final List<Described> OPERATIONS = ApiDescription.operations();

    /// Who may call is proved by something else than a token, or everybody may.
    private static final Set<String> WITHOUT_TOKEN =
            Set.of(
                    "getSsfConfiguration",
                    "getSsfKeys",
                    "getScimServiceProviderConfig",
                    "listScimResourceTypes",
                    "getScimResourceType",
                    "listScimSchemas",
                    "getScimSchema",
                    "getScimHelp",
                    "receiveSet",
                    "receiveGraphNotifications",
                    "receiveGraphLifecycleNotifications");

    @Test
    void namesEveryOperationOnce() {
        assertThat(OPERATIONS.stream().filter(one -> !one.id().matches("[a-z][A-Za-z]+")))
                .isEmpty();
        assertThat(OPERATIONS.stream().map(Described::id)).doesNotHaveDuplicates();
    }

    @Test
    void saysWhatEveryOperationIsFor() {
        List<String> tags = ApiDescription.json().path("tags").findValuesAsText("name");

        assertThat(
                        OPERATIONS.stream()
                                .filter(one ->
                                        !one.operation()
                                                .path("summary")
                                                .asText()
                                                .matches("[A-Z].*[^.]")))
                .as("without a summary")
                .isEmpty();
        assertThat(
                        OPERATIONS.stream()
                                .filter(one ->
                                        !tags.contains(one.operation().at("/tags/0").asText())))
                .as("without a tag of META-INF/openapi.yaml")
                .isEmpty();
    }

    @Test
    void saysWhoMayCallEveryOperation() {
        assertThat(
                        OPERATIONS.stream()
                                .filter(one -> one.operation().path("security").isEmpty())
                                .map(Described::id))
                .containsExactlyInAnyOrderElementsOf(WITHOUT_TOKEN);
    }

    @Test
    void describesEveryParameterWithASample() {
        List<String> faults = new ArrayList<>();
        for (Described one : OPERATIONS) {
            for (JsonNode parameter : one.parameters()) {
                String place = one + " " + parameter.path("name").asText();
                if (parameter.path("description").asText().isBlank() || !parameter.has("example")) {
                    faults.add(place + " has no description or no example");
                }
                Schemas.faults(parameter.path("schema"), parameter.path("example"))
                        .forEach(fault -> faults.add(place + " " + fault));
            }
        }

        assertThat(faults).isEmpty();
    }

    @Test
    void namesEveryPlaceholderOfAPathAsAParameter() {
        for (Described one : OPERATIONS) {
            assertThat(
                            one.parameters().stream()
                                    .filter(it -> it.path("in").asText().equals("path"))
                                    .map(it -> "{" + it.path("name").asText() + "}"))
                    .as("%s", one)
                    .containsExactlyInAnyOrderElementsOf(all("\\{[^}]+}", one.path()));
        }
    }

    @Test
    void showsASampleOfEveryBody() {
        assertThat(bodies().filter(body -> body.schema().isEmpty())).as("without schema").isEmpty();
        assertThat(bodies().filter(body -> body.samples().findAny().isEmpty()))
                .as("without sample")
                .isEmpty();
    }

    @Test
    void showsNothingThatItsSchemaForbids() {
        assertThat(
                        bodies().flatMap(body ->
                                body.samples()
                                        .flatMap(sample ->
                                                Schemas.faults(body.schema(), sample).stream())
                                        .map(fault -> body + " " + fault)))
                .isEmpty();
    }

    @Test
    void answersEveryErrorInTheFormOfItsPath() {
        assertThat(
                        bodies().filter(Described.Body::isError)
                                .filter(body ->
                                        !body.mediaType()
                                                .equals(
                                                        body.operation().isScim()
                                                                ? "application/scim+json"
                                                                : "application/problem+json"))
                                .map(Described.Body::toString))
                // RFC 8935 has a form of its own.
                .containsExactly("POST /webhooks/ssf 400 application/json");
    }

    @Test
    void tellsForEveryErrorASampleOfItsStatus() {
        assertThat(
                        bodies().filter(Described.Body::isError)
                                .filter(body ->
                                        body.samples()
                                                .map(it -> it.path("status").asText(body.place()))
                                                .anyMatch(it -> !it.equals(body.place()))))
                .isEmpty();
    }

    @Test
    void usesEverySample() {
        Set<String> unused = new TreeSet<>();
        ApiDescription.json().at("/components/examples").fieldNames().forEachRemaining(unused::add);
        ApiDescription.json().path("paths").findValuesAsText("$ref").stream()
                .map(ref -> ref.replace("#/components/examples/", ""))
                .forEach(unused::remove);

        assertThat(unused).isEmpty();
    }

    @Test
    void showsNobodysAddressAndNobodysKey() {
        String text = ApiDescription.json().toString();

        assertThat(all("[\\w.+-]+@[\\w-]+\\.[\\w.-]+", text))
                .allMatch(address -> address.matches("[\\w.]+@(example|zoomcrc)\\.com"));
        assertThat(all("\"(hostKey|candidate)\":\"\\d+", text))
                .containsOnly("\"hostKey\":\"482093", "\"candidate\":\"730164");
    }

    @Test
    void isAsOpenApiWantsIt() {
        SwaggerParseResult read =
                new OpenAPIV3Parser()
                        .readContents(
                                ApiDescription.json().toString(), List.of(), new ParseOptions());

        assertThat(read.getMessages()).isEmpty();
        assertThat(read.getOpenAPI().getPaths()).hasSameSizeAs(paths());
    }

    private static Set<String> paths() {
        return OPERATIONS.stream().map(Described::path).collect(Collectors.toSet());
    }

    private static Stream<Described.Body> bodies() {
        return OPERATIONS.stream().flatMap(one -> one.bodies().stream());
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(MatchResult::group).toList();
    }
}
