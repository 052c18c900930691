package dev.hostkeysync.zoom.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.zoom.limit.Limits.Limit;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    private static final Set<RateClass> TOGETHER =
            EnumSet.of(RateClass.HEAVY, RateClass.RESOURCE_INTENSIVE);

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    FREE,     LIGHT,                250000,  6000, false
                    FREE,     MEDIUM,               500000,  2000, false
                    FREE,     HEAVY,               1000000,  1000, false
                    FREE,     RESOURCE_INTENSIVE,  6000000, 30000, false
                    PRO,      LIGHT,                 33334,      , false
                    PRO,      MEDIUM,                50000,      , false
                    PRO,      HEAVY,                100000, 30000, true
                    PRO,      RESOURCE_INTENSIVE,  6000000, 30000, true
                    BUSINESS, LIGHT,                 12500,      , false
                    BUSINESS, MEDIUM,                16667,      , false
                    BUSINESS, HEAVY,                 25000, 60000, true
                    BUSINESS, RESOURCE_INTENSIVE,  3000000, 60000, true
                    """)
    void isZoomsTable(Plan plan, RateClass rateClass, long gap, Long perDay, boolean together) {
        assertThat(Limits.of(plan, 1).on(rateClass))
                .isEqualTo(
                        new Limit(
                                gap,
                                perDay == null ? OptionalLong.empty() : OptionalLong.of(perDay),
                                together ? TOGETHER : EnumSet.of(rateClass)));
    }

    @ParameterizedTest
    @CsvSource({
        "FREE, 0.1, 2500000, 600",
        "FREE, 0.7, 357143, 4200",
        "FREE, 0.0001, 2500000000, 1",
        "BUSINESS, 0.95, 13158,",
    })
    void takesOurShareOfIt(Plan plan, double share, long gap, Long perDay) {
        Limit light = Limits.of(plan, share).on(RateClass.LIGHT);

        assertThat(light.gap()).isEqualTo(gap);
        assertThat(light.perDay())
                .isEqualTo(perDay == null ? OptionalLong.empty() : OptionalLong.of(perDay));
    }

    @ParameterizedTest
    @CsvSource({"FREE, 0.5, 500000, 3000", "FREE, 0.0001, 2500000000, 1", "BUSINESS, 0.3, 41667,"})
    void takesThePartOfBatchWork(Plan plan, double share, long gap, Long perDay) {
        Limit light = Limits.of(plan, 1).on(RateClass.LIGHT).of(new Priority.Batch(share));

        assertThat(light.gap()).isEqualTo(gap);
        assertThat(light.perDay())
                .isEqualTo(perDay == null ? OptionalLong.empty() : OptionalLong.of(perDay));
    }

    @ParameterizedTest
    @CsvSource({
        "SET_HOST_KEY, LIGHT",
        "UPDATE_USER, LIGHT",
        "GET_USER, LIGHT",
        "CREATE_USER, LIGHT",
        "DELETE_USER, LIGHT",
        "SET_USER_STATUS, LIGHT",
        "CHANGE_EMAIL, LIGHT",
        "LIST_USERS, MEDIUM",
        "SUMMARIZE_USERS, MEDIUM",
        "USER_SETTINGS, MEDIUM",
        "ASSISTANTS, MEDIUM",
        "CREATE_MEETING, LIGHT",
        "MEETING, LIGHT",
        "LIST_MEETINGS, MEDIUM",
        "SIP_DIALING, MEDIUM",
        "GET_ACCOUNT_SETTINGS, MEDIUM",
        "UPDATE_ACCOUNT_SETTINGS, MEDIUM",
        "MANAGED_DOMAINS, LIGHT",
        "SCIM_USER, LIGHT",
        "SCIM_LIST, MEDIUM",
        "WEBHOOK_LOGS, MEDIUM",
    })
    void countsEachCallAsZoomDoes(RateClass.Operation operation, RateClass rateClass) {
        assertThat(operation.rateClass()).isEqualTo(rateClass);
    }

    @ParameterizedTest
    @CsvSource({
        "MEETING_WRITES_PER_HOST, 100, 100, 100",
        "REGISTRATIONS_PER_REGISTRANT_AND_MEETING, 3, 3, 3",
        "REGISTRANT_STATUS_CHANGES_PER_REGISTRANT_AND_MEETING, 10, 10, 10",
        "EMAIL_CHANGES_PER_USER, 3, 3, 3",
        "INVITATIONS_PER_ACCOUNT, 50, 1500, 10000",
    })
    void knowsWhatZoomCountsByTheDay(RateClass.DailyLimit limit, int free, int pro, int business) {
        assertThat(limit.on(Plan.FREE)).isEqualTo(free);
        assertThat(limit.on(Plan.PRO)).isEqualTo(pro);
        assertThat(limit.on(Plan.BUSINESS)).isEqualTo(business);
    }

    @ParameterizedTest
    @EnumSource
    void overridesEveryClass(RateClass rateClass) {
        assertThat(Limits.perSecond(3).on(rateClass))
                .isEqualTo(new Limit(333_334, OptionalLong.empty(), EnumSet.of(rateClass)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.5, 1.01, Double.NaN})
    void refusesAShareOutOfRange(double share) {
        assertThatThrownBy(() -> Limits.of(Plan.PRO, share))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000_001})
    void refusesAnOverrideOutOfRange(int calls) {
        assertThatThrownBy(() -> Limits.perSecond(calls))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsThePlansName() {
        assertThat(Plan.parse(" Business ")).isEqualTo(Plan.BUSINESS);
        assertThatThrownBy(() -> Plan.parse("gold")).isInstanceOf(IllegalArgumentException.class);
    }
}
