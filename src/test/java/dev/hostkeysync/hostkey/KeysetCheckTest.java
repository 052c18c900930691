package dev.hostkeysync.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.KeysetHandle;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.testing.TestDatabase;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class KeysetCheckTest {

    private final Jdbi jdbi = TestDatabase.fresh().jdbi();
    private final KeysetHandle first = Keysets.aeadWithKeyId(123456789);
    private final KeysetHandle second = Keysets.aeadWithKeyId(0xCAFE0001);

    @Test
    void findsNoFaultWhereNothingIsStored() {
        assertThat(check(first)).isEmpty();
    }

    @Test
    void findsNoFaultWhereEveryKeyIsThere() {
        KeysetHandle rotated = Keysets.rotated(first);
        List<UserId> _ = store(first, 2);
        List<UserId> _ = store(rotated, 1);

        assertThat(check(rotated)).isEmpty();
    }

    @Test
    void namesEachMissingKeyAndHowMuchItSealed() {
        List<UserId> _ = store(first, 3);
        List<UserId> _ = store(second, 1);

        assertThat(check(Keysets.aead()))
                .containsExactly(missing("3405643777", 1), missing("123456789", 3));
    }

    @Test
    void findsAnotherKeyOfTheSameId() {
        UserId user = store(first, 1).getFirst();

        assertThat(check(Keysets.aeadWithKeyId(123456789)))
                .containsExactly(
                        "HOSTKEY_KEYSET: its key 123456789 does not open version 1 of user "
                                + user
                                + ", which is sealed with a key of that id; expected the keyset that sealed it,"
                                + " and a table host_key that nobody changed by hand");
    }

    @Test
    void ignoresWhatIsShredded() {
        store(first, 2).forEach(user -> assertThat(table(first).revoke(user)).isEmpty());

        assertThat(check(second)).isEmpty();
    }

    private static String missing(String keyId, int count) {
        return "HOSTKEY_KEYSET: does not contain key %s, with which %d stored host keys are sealed;"
                        .formatted(keyId, count)
                + " expected the keyset that sealed them (a new key is added to it with"
                + " `script/keyset add`, never put in its place)";
    }

    private List<UserId> store(KeysetHandle keyset, int count) {
        List<UserId> users = Stream.generate(LedgerFixture::newUser).limit(count).toList();
        assertThat(table(keyset).openAll(users)).hasSize(count);
        return users;
    }

    private List<String> check(KeysetHandle keyset) {
        LedgerFixture table = table(keyset);
        return table.inTransaction(table.ledger()::checkKeyset);
    }

    private LedgerFixture table(KeysetHandle keyset) {
        return LedgerFixture.of(
                jdbi, Keysets.sealer(keyset), new SecureRandom(), LedgerFixture.NOW);
    }
}
