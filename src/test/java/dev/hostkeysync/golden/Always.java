package dev.hostkeysync.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What holds for every answer below `/scim/v2`, whatever was asked.
final class Always {

    private static final String URN = "urn:ietf:params:scim:api:messages:2.0:";

    /// RFC 7644 table 9, RFC 9865 section 2.4.
    private static final Set<String> SCIM_TYPES =
            Set.of(
                    "invalidFilter",
                    "tooMany",
                    "uniqueness",
                    "mutability",
                    "invalidSyntax",
                    "invalidPath",
                    "noTarget",
                    "invalidValue",
                    "invalidVers",
                    "sensitive",
                    "invalidCursor",
                    "expiredCursor",
                    "invalidCount");

    private static final Pattern TRACE =
            Pattern.compile("Exception|\\tat |\\bat [a-z]+\\.[a-z]+\\.");
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]*");

    private final List<String> faults = new ArrayList<>();
    private final Answer answer;
    private final JsonNode body;

    private Always(Answer answer) {
        this.answer = answer;
        this.body = answer.json();
    }

    /// @param accept what was asked for
    /// @param secrets what may stand in no answer
    /// @return what is wrong; empty when nothing is
    static List<String> faults(Answer answer, String accept, Set<String> secrets) {
        Always always = new Always(answer);
        always.checkStatus();
        always.checkMedia(accept);
        always.checkError();
        always.checkList();
        always.checkLocation();
        always.checkSecrecy(secrets);
        return List.copyOf(always.faults);
    }

    private void checkStatus() {
        // 501 is an answer: RFC 7644 section 3.11 has it for /Me.
        need(answer.status() < 500 || answer.status() == 501, "a failure of the service");
        need(
                answer.status() != 204 || answer.body().isEmpty(),
                "204 has no body (RFC 9110 section 15.3.5)");
        if (answer.status() == 401) {
            need(
                    answer.header("www-authenticate").startsWith("Bearer"),
                    "401 needs WWW-Authenticate");
        }
        String wait = answer.header("retry-after");
        need(
                wait.isEmpty() || SECONDS.matcher(wait).matches(),
                "Okta reads Retry-After in whole seconds only");
    }

    private void checkMedia(String accept) {
        if (answer.body().isEmpty()) {
            return;
        }
        String wanted =
                accept.contains("application/json") && !accept.contains("scim+json")
                        ? "application/json"
                        : "application/scim+json";
        need(
                answer.header("content-type").split(";", -1)[0].equals(wanted),
                "Content-Type must be " + wanted + ", not " + answer.header("content-type"));
        need(!hasNull(body), "an attribute without a value is left out, never null");
    }

    private void checkError() {
        if (answer.status() < 400) {
            return;
        }
        need(
                body.path("schemas").size() == 1
                        && body.path("schemas").path(0).asText().equals(URN + "Error"),
                "an error's 'schemas' are those of an error");
        need(
                body.path("status").isTextual()
                        && body.path("status").asText().equals(Integer.toString(answer.status())),
                "an error's 'status' is a text with the status");
        need(!body.path("detail").asText("").isBlank(), "an error says why in 'detail'");
        if (answer.status() == 400 || answer.status() == 409) {
            need(
                    SCIM_TYPES.contains(body.path("scimType").asText("")),
                    "400 and 409 have a scimType");
        }
    }

    private void checkList() {
        if (!body.path("schemas").path(0).asText().equals(URN + "ListResponse")) {
            return;
        }
        for (String name : List.of("totalResults", "itemsPerPage", "startIndex")) {
            need(body.path(name).isIntegralNumber(), "'" + name + "' of a list is an integer");
        }
        need(body.path("Resources").isArray(), "'Resources' of a list is an array");
        need(
                body.path("itemsPerPage").asInt() == body.path("Resources").size(),
                "'itemsPerPage' counts the resources");
        for (JsonNode resource : body.path("Resources")) {
            need(!resource.path("schemas").isEmpty(), "a resource has schemas");
        }
    }

    private void checkLocation() {
        String location = body.path("meta").path("location").asText("");
        String header = answer.header("location");
        need(answer.status() != 201 || !header.isEmpty(), "201 has a Location");
        if (!location.isEmpty() && !header.isEmpty()) {
            need(location.equals(header), "Location and meta.location are the same");
            need(location.endsWith("/" + body.path("id").asText()), "a location ends with the id");
        }
        String version = body.path("meta").path("version").asText("");
        need(
                version.isEmpty()
                        || answer.header("etag").isEmpty()
                        || version.equals(answer.header("etag")),
                "ETag and meta.version are the same");
    }

    private void checkSecrecy(Set<String> secrets) {
        need(body.findValue("password") == null, "a password is never given back");
        need(body.findValue("hostKey") == null, "a host key is no attribute");
        need(!TRACE.matcher(answer.body()).find(), "an answer tells nothing of the inside");
        for (String secret : secrets) {
            need(
                    !Pattern.compile("(?<![0-9A-Za-z])" + secret + "(?![0-9A-Za-z])")
                            .matcher(answer.body())
                            .find(),
                    "there are the digits of a host key in it");
        }
    }

    private static boolean hasNull(JsonNode node) {
        return node.isNull() || node.valueStream().anyMatch(Always::hasNull);
    }

    private void need(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            faults.add(otherwise);
        }
    }
}
