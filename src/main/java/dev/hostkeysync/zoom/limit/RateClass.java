package dev.hostkeysync.zoom.limit;

import static dev.hostkeysync.zoom.limit.Rate.perMinute;
import static dev.hostkeysync.zoom.limit.Rate.perSecond;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// Zoom's rate limit labels, what each plan allows, and which call counts as what: per account,
/// shared by every app installed on it (developers.zoom.us/docs/api/rate-limits, read in February
/// 2026; Zoom may change them). The label of a method stands in its reference.
///
/// The names are the keys of the table `zoom_budget`.
// A Rate is a record of values; the check would want an annotation to believe it.
@SuppressWarnings("ImmutableEnumChecker")
public enum RateClass {
    LIGHT(
            perSecond(4).perDay(6_000), // free
            perSecond(30), // pro
            perSecond(80)), // business
    MEDIUM(
            perSecond(2).perDay(2_000), // free
            perSecond(20), // pro
            perSecond(60)), // business
    HEAVY(
            perSecond(1).perDay(1_000), // free
            perSecond(10).perDayTogether(30_000), // pro
            perSecond(40).perDayTogether(60_000)), // business
    RESOURCE_INTENSIVE(
            perMinute(10).perDay(30_000), // free
            perMinute(10).perDayTogether(30_000), // pro
            perMinute(20).perDayTogether(60_000)); // business

    /// The calls, each with its class. The names are the values of a metric's label, in small
    /// letters.
    public enum Operation {
        SET_HOST_KEY(LIGHT), // PATCH /users/{id}
        UPDATE_USER(LIGHT), // PATCH /users/{id}
        GET_USER(LIGHT), // GET /users/{id}
        CREATE_USER(LIGHT), // POST /users
        DELETE_USER(LIGHT), // DELETE /users/{id}
        SET_USER_STATUS(LIGHT), // PUT /users/{id}/status
        CHANGE_EMAIL(LIGHT), // PUT /users/{id}/email
        LIST_USERS(MEDIUM), // GET /users
        SUMMARIZE_USERS(MEDIUM), // GET /users/summary
        USER_SETTINGS(MEDIUM), // GET, PATCH /users/{id}/settings
        ASSISTANTS(MEDIUM), // GET, POST /users/{id}/assistants, GET …/schedulers
        CREATE_MEETING(LIGHT), // POST /users/{id}/meetings
        MEETING(LIGHT), // GET, PATCH, DELETE /meetings/{id}, GET …/invitation
        LIST_MEETINGS(MEDIUM), // GET /users/{id}/meetings
        SIP_DIALING(MEDIUM), // POST /meetings/{id}/sip_dialing
        GET_ACCOUNT_SETTINGS(MEDIUM), // GET /accounts/{id}/settings, …/lock_settings
        UPDATE_ACCOUNT_SETTINGS(MEDIUM), // PATCH of the same
        MANAGED_DOMAINS(LIGHT), // GET /accounts/{id}/managed_domains
        SCIM_USER(LIGHT), // /scim2/Users/{id}
        SCIM_LIST(MEDIUM), // GET /scim2/Users, /scim2/Groups
        WEBHOOK_LOGS(MEDIUM); // GET /marketplace/apps/{id}/webhook_logs

        private final RateClass rateClass;

        Operation(RateClass rateClass) {
            this.rateClass = rateClass;
        }

        public RateClass rateClass() {
            return rateClass;
        }

        /// Such as `set_host_key`.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What Zoom counts besides, in a day that begins at 00:00 UTC. Nothing of it is paced here: a
    /// call that meets one is refused with a 429 of its own, and only what it is about has to wait.
    public enum DailyLimit {
        /// Creating or changing meetings and webinars, by the host they are for.
        MEETING_WRITES_PER_HOST(100, 100, 100),
        REGISTRATIONS_PER_REGISTRANT_AND_MEETING(3, 3, 3),
        REGISTRANT_STATUS_CHANGES_PER_REGISTRANT_AND_MEETING(10, 10, 10),
        /// Counted over 24 hours.
        EMAIL_CHANGES_PER_USER(3, 3, 3),
        /// `POST /users` with `action=create`, by account; other actions are not counted.
        INVITATIONS_PER_ACCOUNT(50, 1_500, 10_000);

        private final int free;
        private final int pro;
        private final int business;

        DailyLimit(int free, int pro, int business) {
            this.free = free;
            this.pro = pro;
            this.business = business;
        }

        public int on(Plan plan) {
            return switch (plan) {
                case FREE -> free;
                case PRO -> pro;
                case BUSINESS -> business;
            };
        }
    }

    private final Rate free;
    private final Rate pro;
    private final Rate business;

    RateClass(Rate free, Rate pro, Rate business) {
        this.free = free;
        this.pro = pro;
        this.business = business;
    }

    /// What Zoom publishes for the plan.
    ///
    /// @param perDay of the day; else of the second or, for resource-intensive calls, the minute
    /// @return empty = no limit
    public OptionalLong published(Plan plan, boolean perDay) {
        return perDay ? on(plan).perDay() : OptionalLong.of(on(plan).calls());
    }

    Rate on(Plan plan) {
        return switch (plan) {
            case FREE -> free;
            case PRO -> pro;
            case BUSINESS -> business;
        };
    }

    /// The classes whose calls count against the same day as this one's, itself included.
    Set<RateClass> sameDayAs(Plan plan) {
        if (!on(plan).together()) {
            return EnumSet.of(this);
        }
        return Arrays.stream(values())
                .filter(other -> other.on(plan).together())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(RateClass.class)));
    }
}
