package dev.hostkeysync.reconcile.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Problems;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ZoomUserId;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The body of `POST /api/v1/backfills`, for the API's description, and how it is read.
@Schema(name = "NewBackfill")
public record BackfillRequest(
        @Schema(
                        defaultValue = "true",
                        description = "Only find out who would get a key; touches nobody")
                boolean dryRun,
        @Schema(
                        defaultValue = "false",
                        description =
                                "Also give another key to everybody who has one: for when stored keys are not to be relied"
                                        + " upon any more, after a restore for one")
                boolean rotate,
        Filter filter,
        @Schema(
                        defaultValue = "0.5",
                        description =
                                "The part of our share of Zoom's limits that it may use, from 0.01 to 1")
                double batchShare) {

    private static final int LONGEST_LIST = 1000;
    private static final double DEFAULT_SHARE = 0.5;

    /// With less a slot may not come within the minute that a call waits for it.
    private static final double LEAST_SHARE = 0.01;

    /// As a person fills in a form.
    ///
    /// @param emailDomain empty = everybody
    /// @param percent the part of our share of Zoom's limits, from 1 to 100
    /// @throws ProblemException 400, with what is wrong
    public static BackfillRequest of(boolean dryRun, String emailDomain, String percent) {
        String domain = emailDomain.strip();
        if (!domain.isEmpty() && EmailAddress.parse("a@" + domain).isEmpty()) {
            throw bad("the domain must be one such as example.com, or be left empty");
        }
        if (!percent.strip().matches("[1-9][0-9]?|100")) {
            throw bad("the share must be a whole number from 1 to 100");
        }
        return new BackfillRequest(
                dryRun,
                /* rotate */ false,
                domain.isEmpty() ? Filter.EVERYBODY : new Filter(domain, null, null, null),
                Integer.parseInt(percent.strip()) / 100.0);
    }

    /// @throws ProblemException 400, with what is wrong
    static BackfillRequest parse(@Nullable JsonNode body) {
        if (body == null || body.isNull() || body.isMissingNode()) {
            return new BackfillRequest(true, false, Filter.EVERYBODY, DEFAULT_SHARE);
        }
        only(body, "the body", Set.of("dryRun", "rotate", "filter", "batchShare"));
        boolean dryRun = flag(body, "dryRun", true);
        boolean rotate = flag(body, "rotate", false);
        JsonNode share = body.path("batchShare");
        double value = share.isMissingNode() ? DEFAULT_SHARE : share.asDouble(-1);
        boolean isNumber = share.isMissingNode() || share.isNumber();
        if (!isNumber || !(value >= LEAST_SHARE && value <= 1)) {
            throw bad("batchShare must be a number from 0.01 to 1");
        }
        return new BackfillRequest(dryRun, rotate, filter(body.path("filter")), value);
    }

    private static boolean flag(JsonNode body, String name, boolean otherwise) {
        JsonNode value = body.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw bad(name + " must be true or false");
        }
        return value.asBoolean(otherwise);
    }

    private static Filter filter(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Filter.EVERYBODY;
        }
        only(node, "filter", Set.of("emailDomain", "department", "zoomUserIds", "emails"));
        @Nullable String domain = text(node, "emailDomain");
        if (domain != null && EmailAddress.parse("a@" + domain).isEmpty()) {
            throw bad("filter.emailDomain must be a domain such as example.com");
        }
        return new Filter(
                domain,
                text(node, "department"),
                list(node, "zoomUserIds", one -> ZoomUserId.parse(one).isPresent()),
                list(node, "emails", one -> EmailAddress.parse(one).isPresent()));
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || value.asText().isBlank()) {
            throw bad("filter." + name + " must be a text that is not empty");
        }
        return value.asText().strip();
    }

    private static @Nullable Set<String> list(
            JsonNode node, String name, Predicate<String> isRight) {
        JsonNode values = node.path(name);
        if (values.isMissingNode() || values.isNull()) {
            return null;
        }
        if (!values.isArray() || values.isEmpty() || values.size() > LONGEST_LIST) {
            throw bad("filter.%s must be a list of 1 to %d".formatted(name, LONGEST_LIST));
        }
        Set<String> list = new HashSet<>();
        for (JsonNode value : values) {
            if (!value.isTextual() || !isRight.test(value.asText().strip())) {
                throw bad("entry %d of filter.%s is none".formatted(list.size() + 1, name));
            }
            list.add(value.asText().strip());
        }
        return list;
    }

    private static void only(JsonNode node, String what, Set<String> names) {
        if (!node.isObject()) {
            throw bad(what + " must be a JSON object");
        }
        node.propertyStream()
                .map(java.util.Map.Entry::getKey)
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(_ -> {
                    throw bad(
                            what
                                    + " can have only "
                                    + String.join(", ", new java.util.TreeSet<>(names)));
                });
    }

    private static ProblemException bad(String detail) {
        return Problems.badRequest(detail).toException();
    }
}
