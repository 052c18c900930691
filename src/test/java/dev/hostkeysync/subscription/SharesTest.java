package dev.hostkeysync.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.FixedIds;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SharesTest {

    private static final UUID A = FixedIds.number(1);
    private static final UUID B = FixedIds.number(2);
    private static final UUID C = FixedIds.number(3);

    private final Shares shares = new Shares();

    @Test
    void boundsEachAndGivesAFailingOneASingleProbe() {
        assertThat(shares.of(List.of(works(A), fails(B)), 100))
                .isEqualTo(Map.of(A, Shares.EACH, B, 1));
    }

    @Test
    void countsWhatIsUnderWay() {
        for (int i = 0; i < 6; i++) {
            shares.begin(A);
        }
        shares.begin(B);
        shares.end(A);

        assertThat(shares.of(List.of(works(A), fails(B), works(C)), 100))
                .isEqualTo(Map.of(A, 3, C, Shares.EACH));
    }

    @Test
    void goesRoundWhenLittleIsFree() {
        assertThat(shares.of(List.of(works(A), works(B), works(C)), 4))
                .isEqualTo(Map.of(A, 2, B, 1, C, 1));
        assertThat(shares.of(List.of(works(A)), 0)).isEmpty();
        assertThat(shares.of(List.of(), 10)).isEmpty();
    }

    private static DueDeliveries.Due works(UUID id) {
        return new DueDeliveries.Due(id, false);
    }

    private static DueDeliveries.Due fails(UUID id) {
        return new DueDeliveries.Due(id, true);
    }
}
