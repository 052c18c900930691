package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.Profile;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserDocumentTest {

    @Test
    void tellsTheDirectoryWhatItNeeds() {
        Profile profile =
                UserDocument.created(
                        Json.object(
                                """
                                {'userName':'Zoe','externalId':'00u1','displayName':'Zoë Quill','active':true,
                                 'emails':[{'value':'zoe@example.com','primary':true}]}\
                                """));

        assertThat(profile.userName()).isEqualTo("Zoe");
        assertThat(profile.externalId()).contains(new ExternalId("00u1"));
        assertThat(profile.displayName()).contains("Zoë Quill");
        assertThat(profile.email()).contains(new EmailAddress("zoe@example.com"));
        assertThat(profile.active()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    [{'value':'a@x'},{'value':'b@x','type':'work'},{'value':'c@x','primary':true}] | c@x
                    [{'value':'a@x'},{'value':'b@x','type':'Work'}]                                | b@x
                    [{'value':'a@x'},{'value':'b@x'}]                                              | a@x
                    [{'value':'nonsense','primary':true},{'value':'b@x'}]                          | b@x
                    [{'type':'work'}]                                                              | login@x
                    [{'value':'nonsense'}]                                                         | login@x
                    """)
    void takesThePrimaryElseTheWorkElseTheFirstAddressElseTheUserName(String emails, String email) {
        Profile profile =
                UserDocument.created(
                        Json.object("{'userName':'login@x','emails':%s}".formatted(emails)));

        assertThat(profile.email()).contains(new EmailAddress(email));
    }

    @Test
    void hasNoAddressWhereNothingIsOne() {
        Profile profile = UserDocument.created(Json.object("{'userName':'zoe'}"));

        assertThat(profile.email()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    'displayName':'D','name':{'formatted':'F','givenName':'G','familyName':'N'} | D
                    'name':{'formatted':'F','givenName':'G','familyName':'N'}                   | F
                    'name':{'givenName':'G','familyName':'N'}                                   | G N
                    'name':{'familyName':'N'}                                                   | N
                    """)
    void takesTheDisplayNameElseTheFormattedElseTheParts(String names, String displayName) {
        Profile profile =
                UserDocument.created(Json.object("{'userName':'zoe',%s}".formatted(names)));

        assertThat(profile.displayName()).contains(displayName);
    }

    @Test
    void isActiveUnlessTheDocumentSaysOtherwise() {
        Profile silent = UserDocument.created(Json.object("{'userName':'zoe'}"));
        Profile inactive = UserDocument.created(Json.object("{'userName':'zoe','active':false}"));

        assertThat(silent.active()).isTrue();
        assertThat(silent.document()).isEqualTo("{\"userName\":\"zoe\",\"active\":true}");
        assertThat(inactive.active()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void staysActiveOrNotWhenAChangeDoesNotSay(boolean before) {
        Profile was =
                new Profile(
                        "zoe", Optional.empty(), Optional.empty(), Optional.empty(), before, "{}");

        Profile profile = UserDocument.changed(was, Json.object("{'userName':'zoe'}"));

        assertThat(profile.active()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'userName':''}", "{'userName':'  '}"})
    void refusesAMissingUserName(String document) {
        assertThat(Refusals.line(Refusals.of(() -> UserDocument.created(Json.object(document)))))
                .isEqualTo("400 invalidValue 'userName' is required and must not be empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"userName", "externalId"})
    void refusesNamesThatNoEventShouldCarry(String name) {
        var document = Json.object("{'userName':'zoe'}");
        document.put(name, "é".repeat(255));
        assertThat(UserDocument.created(document).userName()).isNotEmpty();
        document.put(name, "é".repeat(256));

        assertThat(Refusals.line(Refusals.of(() -> UserDocument.created(document))))
                .isEqualTo("400 invalidValue '" + name + "' may have at most 255 characters");
    }

    @Test
    void takesABlankExternalIdForNone() {
        assertThat(
                        UserDocument.created(Json.object("{'userName':'zoe','externalId':''}"))
                                .externalId())
                .isEmpty();
    }

    @Test
    void refusesAUserWhoGrewTooLarge() {
        var document = Json.object("{'userName':'zoe'}");
        document.put("title", "é".repeat(1 << 19));

        assertThat(Refusals.line(Refusals.of(() -> UserDocument.created(document))))
                .isEqualTo("413 - the user is over 1048576 bytes");
    }
}
