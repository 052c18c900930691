package dev.hostkeysync.lookup;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The body of `POST /api/v1/dial-strings`, for the API's description; [DialStringItem] reads it.
@Schema(name = "DialString", requiredProperties = "meetingId")
record DialStringBody(
        @Schema(
                        description =
                                "Whose host key goes in: e-mail address, Zoom user id or our id. Needed unless includeHostKey is false",
                        examples = "zoe@example.com")
                @Nullable String user,
        @Schema(description = "9 to 11 digits, without blanks", examples = "92674392836")
                String meetingId,
        @Schema(
                        description =
                                "The numeric passcode for room systems: h323_password at Zoom, not password. Empty = none",
                        examples = "482913")
                @Nullable String passcode,
        @Schema(examples = "11") @Nullable String layout,
        @Schema(
                        description =
                                "Names such as `mute DTMF prompt`, or numbers; they follow the layout in the third place",
                        examples = "[\"mute DTMF prompt\"]")
                @Nullable List<String> commands,
        @Schema(
                        description =
                                "Dial an address of this region instead of CRC_H323_ADDRESS, such as sydney")
                @Nullable String region,
        @Schema(defaultValue = "true") @Nullable Boolean includeHostKey,
        @Schema(description = DialStringBody.REASON, examples = "board room")
                @Nullable String reason) {

    static final String REASON =
            "For the audit trail, at most 500 characters on one line; of a batch, beside the items."
                    + " With AUDIT_REASON=required needed, but by the user in person";

    @Schema(name = "DialStringItems")
    record Batch(
            @Schema(minItems = 1, maxItems = 500) List<DialStringBody> items,
            @Schema(description = REASON, examples = "board room") @Nullable String reason) {}
}
