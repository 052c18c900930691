package dev.hostkeysync.access;

import java.util.Arrays;
import java.util.Optional;

/// What a caller may do. The wire name is the role in `@RolesAllowed` and the word in `API_TOKENS`.
public enum Scope {
    /// Push users through `/scim/v2`.
    SCIM(Name.SCIM),
    /// Reveal a host key that is certain.
    HOSTKEY_READ(Name.HOSTKEY_READ),
    /// Reveal both candidates while a rotation is in doubt.
    HOSTKEY_READ_IN_DOUBT(Name.HOSTKEY_READ_IN_DOUBT),
    HOSTKEY_ROTATE(Name.HOSTKEY_ROTATE),
    /// Lists, backfills, drift checks, dead letters, tokens.
    OPERATOR(Name.OPERATOR),
    /// Schedule meetings for hosts.
    MEETING_WRITE(Name.MEETING_WRITE),
    /// Be told, beside that, the URL with which whoever has it starts the meeting as its host.
    MEETING_START_URL(Name.MEETING_START_URL),
    VIDEOSDK_SIGN(Name.VIDEOSDK_SIGN),
    /// Read the Shared Signals streams of one's own. The two names are the interoperability
    /// profile's.
    SSF_READ(Name.SSF_READ),
    /// Make, change and poll them.
    SSF_MANAGE(Name.SSF_MANAGE);

    /// The wire names as constants, which annotations need.
    public static final class Name {
        public static final String SCIM = "scim";
        public static final String HOSTKEY_READ = "hostkey.read";
        public static final String HOSTKEY_READ_IN_DOUBT = "hostkey.read.in-doubt";
        public static final String HOSTKEY_ROTATE = "hostkey.rotate";
        public static final String OPERATOR = "operator";
        public static final String MEETING_WRITE = "meeting.write";
        public static final String MEETING_START_URL = "meeting.start-url";
        public static final String VIDEOSDK_SIGN = "videosdk.sign";
        public static final String SSF_READ = "ssf.read";
        public static final String SSF_MANAGE = "ssf.manage";

        private Name() {}
    }

    private final String wireName;

    Scope(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<Scope> parse(String wireName) {
        return Arrays.stream(values()).filter(scope -> scope.wireName.equals(wireName)).findFirst();
    }
}
