package dev.hostkeysync.ops.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.common.Samples;
import dev.hostkeysync.common.SamplesFixture;
import dev.hostkeysync.hostkey.HostKeyFixture;
import dev.hostkeysync.ops.pipeline.PipelineState;
import dev.hostkeysync.ops.pipeline.Verdict;
import dev.hostkeysync.provisioning.JourneyFixture;
import dev.hostkeysync.testing.TestClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class HealthTest {

    private final JourneyFixture work = new JourneyFixture();
    private final TestClock clock = new TestClock("2026-11-22T10:15:30Z");
    private final Samples samples = SamplesFixture.of(work.jdbi(), clock);

    @Test
    void takesAReplicaWithoutADatabaseOutAndSaysWhatToDo() {
        SamplesFixture.look(samples);
        assertThat(new DatabaseHealth(samples).look())
                .isEqualTo(Part.well("PostgreSQL", "answers"));
        Samples refused =
                SamplesFixture.of(
                        Jdbi.create("jdbc:postgresql://127.0.0.1:1/secret?user=zoe"), clock);
        assertThatThrownBy(() -> SamplesFixture.look(refused))
                .isInstanceOf(IllegalStateException.class);

        Part away = new DatabaseHealth(refused).look();

        assertThat(away.ready()).isFalse();
        assertThat(away.state()).isEqualTo("does not answer: ConnectionException");
        assertThat(away.mend()).startsWith("check the server at DATABASE_URL");
        assertThat(away.toString()).doesNotContain("secret", "zoe");
    }

    @Test
    void takesAReplicaOutWhoseDatabaseHangs() {
        SamplesFixture.look(samples);
        clock.pass(DatabaseHealth.SILENT.minusMillis(1));
        assertThat(new DatabaseHealth(samples).look())
                .isEqualTo(Part.well("PostgreSQL", "answers"));
        clock.pass(Duration.ofMillis(1));

        Part hangs = new DatabaseHealth(samples).look();

        assertThat(hangs.ready()).isFalse();
        assertThat(hangs.state()).isEqualTo("has not answered for 5 s");
        assertThat(hangs.mend()).startsWith("check the server at DATABASE_URL");
    }

    @Test
    void staysReadyWithoutKafka() {
        assertThat(KafkaHealth.of(Duration.ofSeconds(14), true, List.of()))
                .isEqualTo(Part.well("Kafka", "answers"));
        assertThat(KafkaHealth.of(Duration.ofSeconds(14), false, List.of()))
                .isEqualTo(Part.well("Kafka", "is asked for the first time"));

        Part away = KafkaHealth.of(Duration.ofSeconds(15), true, List.of("The topic x"));

        assertThat(away.ready()).isTrue();
        assertThat(away.state()).isEqualTo("has not answered for 15 s");
        assertThat(away.mend()).startsWith("check the brokers in KAFKA_BOOTSTRAP_SERVERS");
    }

    @Test
    void tellsWhatIsWrongWithTheTopics() {
        Part part = KafkaHealth.of(Duration.ofSeconds(1), true, List.of("Topic a", "Topic b"));

        assertThat(part.ready()).isTrue();
        assertThat(part.state()).isEqualTo("answers; topics are not as they must be");
        assertThat(part.meaning()).isEqualTo("Topic a. Topic b");
    }

    @Test
    void findsOutThatAnotherReplicaHasAnotherKeyset() {
        work.withKey("zoe@example.com");
        KeysetHealth same = new KeysetHealth(samples, work.ledger());
        KeysetHealth another =
                new KeysetHealth(samples, HostKeyFixture.ledger(InstantSource.system()));
        assertThat(same.look()).isEqualTo(Part.well("Keyset", "is looked at for the first time"));
        SamplesFixture.look(samples);
        assertThat(same.look()).isEqualTo(Part.well("Keyset", "opens every stored key"));

        Part other = another.look();

        assertThat(other.ready()).isTrue();
        assertThat(other.state()).startsWith("does not open every stored key: ");
        assertThat(other.mend()).startsWith("give all replicas the same HOSTKEY_KEYSET");
    }

    @Test
    void tellsTheVerdict() {
        assertThat(PipelineHealth.of(new Verdict(PipelineState.RATE_LIMITED, "Why.", "Mend it.")))
                .isEqualTo(new Part("Pipeline", true, "rate_limited", "Why.", "Mend it."));
    }

    @Test
    void answersWithNameStateMeaningAndMend() {
        var response = new Part("X", false, "gone", "nothing works", "mend it").response();

        assertThat(response.getName()).isEqualTo("X");
        assertThat(response.getStatus()).isEqualTo(Status.DOWN);
        assertThat(response.getData().orElseThrow())
                .containsEntry("state", "gone")
                .containsEntry("meaning", "nothing works")
                .containsEntry("mend", "mend it");
        assertThat(Part.well("X", "fine").response().getData().orElseThrow())
                .containsOnlyKeys("state");
    }
}
