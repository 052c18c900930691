package dev.hostkeysync.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostkeysync.common.FieldFault;
import dev.hostkeysync.common.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A pair of dial strings as JSON, or in a batch what keeps them from being made. Its `toString`
/// tells no digits.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "DialStrings")
record DialStringAnswer(
        @Schema(examples = "92674392836.482913.11.482093@zoomcrc.com") @JsonProperty
                @Nullable String sip,
        @Schema(examples = "144.195.19.161##92674392836#482913#11#482093") @JsonProperty
                @Nullable String h323,
        @JsonProperty @Nullable Fault error) {

    /// A problem (RFC 9457) of one item.
    ///
    /// @param retryAfterSeconds what is `Retry-After` where there is one item only
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "DialStringFault")
    record Fault(
            @JsonProperty URI type,
            @JsonProperty String title,
            @JsonProperty int status,
            @JsonProperty @Nullable String detail,
            @JsonProperty @Nullable Long retryAfterSeconds,
            @JsonProperty List<Member> errors) {}

    /// A member that is wrong.
    @Schema(name = "DialStringFaultMember")
    record Member(@JsonProperty String pointer, @JsonProperty String detail) {

        static Member of(FieldFault fault) {
            return new Member(fault.pointer(), fault.detail());
        }
    }

    /// The answer to a batch.
    ///
    /// @param items in the order in which they were asked for
    @Schema(name = "DialStringBatch")
    record Batch(@JsonProperty List<DialStringAnswer> items) {}

    static DialStringAnswer of(DialStringMaker.Outcome outcome) {
        return switch (outcome) {
            case DialStringMaker.Outcome.Made(var strings) ->
                    new DialStringAnswer(strings.sip(), strings.h323(), null);
            case DialStringMaker.Outcome.Refused(var problem) ->
                    new DialStringAnswer(null, null, fault(problem));
        };
    }

    private static Fault fault(Problem problem) {
        return new Fault(
                problem.type(),
                problem.title(),
                problem.status(),
                problem.detail().orElse(null),
                problem.retryAfter().map(Duration::toSeconds).orElse(null),
                problem.errors().stream().map(Member::of).toList());
    }

    @Override
    public String toString() {
        return "DialStringAnswer[" + (error == null ? "redacted" : error.type()) + "]";
    }
}
