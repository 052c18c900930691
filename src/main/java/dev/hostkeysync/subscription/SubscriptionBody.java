package dev.hostkeysync.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Problems;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What is asked for with POST and PATCH. Read strictly: a misspelt `changes` that is passed over
/// would tell a receiver more than it asked for.
///
/// @param url each empty = not given
record SubscriptionBody(
        Optional<URI> url,
        Optional<String> description,
        Optional<Set<Change>> changes,
        Optional<Boolean> includeBulk,
        Optional<Boolean> enabled) {

    private static final int LONGEST_DESCRIPTION = 500;

    /// The body of a POST, for the API's description.
    @Schema(
            name = "NewSubscription",
            requiredProperties = {"url"})
    record New(
            @Schema(
                            examples = "https://mail.example.com/hooks/host-keys",
                            description = "https, port 443 or 1024 to 65535")
                    String url,
            @Schema(description = "For people, at most 500 characters")
                    @Nullable String description,
            @Schema(
                            examples = "[\"issued\",\"rotated\"]",
                            description =
                                    "Which events: issued, rotated, revoked, failed; without it all of them")
                    @Nullable List<String> changes,
            @Schema(
                            description =
                                    "Whether events of a backfill too; without it they are, with bulk: true in them")
                    @Nullable Boolean includeBulk) {}

    /// The body of a PATCH: what is given is changed.
    @Schema(name = "SubscriptionChange")
    record Patch(
            @Nullable String url,
            @Nullable String description,
            @Nullable List<String> changes,
            @Nullable Boolean includeBulk,
            @Schema(description = "false: nothing is sent and nothing is written down for later")
                    @Nullable Boolean enabled) {}

    /// @throws ProblemException 400, with what is wrong
    static SubscriptionBody parseNew(@Nullable JsonNode body, AllowedHosts allowed) {
        SubscriptionBody parsed =
                parse(body, Set.of("url", "description", "changes", "includeBulk"), allowed);
        if (parsed.url().isEmpty()) {
            throw bad("url is needed");
        }
        return parsed;
    }

    /// @throws ProblemException 400, with what is wrong
    static SubscriptionBody parseChange(@Nullable JsonNode body, AllowedHosts allowed) {
        return parse(
                body, Set.of("url", "description", "changes", "includeBulk", "enabled"), allowed);
    }

    private static SubscriptionBody parse(
            @Nullable JsonNode body, Set<String> members, AllowedHosts allowed) {
        if (body == null || !body.isObject()) {
            throw bad("the body must be a JSON object");
        }
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            if (!members.contains(member.getKey())) {
                throw bad(
                        "only "
                                + members.stream().sorted().collect(Collectors.joining(", "))
                                + " can be given");
            }
        }
        return new SubscriptionBody(
                given(body, "url").map(node -> url(node, allowed)),
                given(body, "description").map(SubscriptionBody::description),
                given(body, "changes").map(SubscriptionBody::changes),
                given(body, "includeBulk").map(node -> flag("includeBulk", node)),
                given(body, "enabled").map(node -> flag("enabled", node)));
    }

    Filter filter(Filter before) {
        return new Filter(
                changes.orElse(before.changes()), includeBulk.orElse(before.includeBulk()));
    }

    private static Optional<JsonNode> given(JsonNode body, String name) {
        return Optional.ofNullable(body.get(name));
    }

    private static URI url(JsonNode node, AllowedHosts allowed) {
        if (!node.isTextual()) {
            throw bad("url must be a text");
        }
        EndpointUrl.fault(node.textValue(), allowed)
                .ifPresent(fault -> {
                    throw bad("url " + fault);
                });
        return URI.create(node.textValue());
    }

    private static String description(JsonNode node) {
        if (!node.isTextual()
                || node.textValue().length() > LONGEST_DESCRIPTION
                || node.textValue().chars().anyMatch(Character::isISOControl)) {
            throw bad(
                    "description must be a text of at most "
                            + LONGEST_DESCRIPTION
                            + " characters on one line");
        }
        return node.textValue();
    }

    private static Set<Change> changes(JsonNode node) {
        if (!node.isArray() || node.isEmpty()) {
            throw bad("changes must be a list of at least one");
        }
        return node.valueStream()
                .map(one ->
                        Optional.ofNullable(one.textValue())
                                .flatMap(Change::parse)
                                .orElseThrow(() -> bad("changes can be " + knownChanges())))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Change.class)));
    }

    private static boolean flag(String name, JsonNode node) {
        if (!node.isBoolean()) {
            throw bad(name + " must be true or false");
        }
        return node.booleanValue();
    }

    private static String knownChanges() {
        return Arrays.stream(Change.values()).map(Change::label).collect(Collectors.joining(", "));
    }

    private static ProblemException bad(String detail) {
        return Problems.badRequest(detail).toException();
    }
}
