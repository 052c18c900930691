package dev.hostkeysync.webhook.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.Profile;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScimPatchTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String DOCUMENT =
            """
            {"userName":"zoe","externalId":"00u1","active":true,"name":{"givenName":"Zoë","familyName":"Müller"},
             "emails":[{"value":"home@example.org","type":"home"},{"value":"zoe@example.com","type":"work","primary":true}],
             "title":"Ms"}
            """;

    private static Profile before(String document) {
        return new Profile(
                "zoe",
                Optional.of(new ExternalId("00u1")),
                Optional.of(new EmailAddress("zoe@example.com")),
                Optional.of("Zoë Müller"),
                true,
                document);
    }

    private static Profile patched(Profile before, String operation) {
        try {
            return ScimPatch.parse(
                            JSON.readTree(
                                    "{\"Operations\":[" + operation.replace('\'', '"') + "]}"))
                    .applied(before);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'op':'replace','path':'userName','value':'zm'} | zm 00u1 zoe@example.com Zoë Müller true",
                "{'op':'REPLACE','path':'USERNAME','value':'zm'} | zm 00u1 zoe@example.com Zoë Müller true",
                "{'op':'replace','path':'userName','value':7} | zoe 00u1 zoe@example.com Zoë Müller true",
                "{'op':'remove','path':'userName'} | zoe 00u1 zoe@example.com Zoë Müller true",
                "{'op':'replace','path':'externalId','value':'00u2'} | zoe 00u2 zoe@example.com Zoë Müller true",
                "{'op':'remove','path':'externalId'} | zoe 00u1 zoe@example.com Zoë Müller true",
                "{'op':'replace','path':'active','value':false} | zoe 00u1 zoe@example.com Zoë Müller false",
                "{'op':'replace','value':{'active':'False'}} | zoe 00u1 zoe@example.com Zoë Müller false",
                "{'op':'remove','path':'active'} | zoe 00u1 zoe@example.com Zoë Müller true",
                "{'op':'add','path':'displayName','value':'Z'} | zoe 00u1 zoe@example.com Z true",
                "{'op':'replace','path':'name.familyName','value':'Olsen'} | zoe 00u1 zoe@example.com Zoë Olsen true",
                "{'op':'remove','path':'NAME.GIVENNAME'} | zoe 00u1 zoe@example.com Müller true",
                "{'op':'remove','path':'name'} | zoe 00u1 zoe@example.com - true",
                "{'op':'replace','path':'emails[type eq \\'work\\'].value','value':'z@example.com'} | zoe 00u1 z@example.com Zoë Müller true",
                "{'op':'replace','path':'emails[primary eq true].value','value':'z@example.com'} | zoe 00u1 z@example.com Zoë Müller true",
                "{'op':'replace','path':'emails[type eq \\'other\\'].value','value':'z@example.com'} | zoe 00u1 zoe@example.com Zoë Müller true",
                "{'op':'remove','path':'emails[type eq \\'work\\']'} | zoe 00u1 home@example.org Zoë Müller true",
                "{'op':'remove','path':'emails'} | zoe 00u1 - Zoë Müller true",
                "{'op':'replace','path':'emails','value':[{'value':'n@example.com'}]} | zoe 00u1 n@example.com Zoë Müller true",
                "{'op':'replace','path':'title','value':'Dr'} | zoe 00u1 zoe@example.com Zoë Müller true",
                "{'op':'remove'} | zoe 00u1 zoe@example.com Zoë Müller true",
            })
    void changesWhatWeKeep(String operation, String expected) {
        Profile after = patched(before(DOCUMENT), operation);

        assertThat(text(after)).isEqualTo(expected);
        assertThat(after.document()).contains("\"title\":\"Ms\"");
    }

    @Test
    void fillsADocumentThatIsEmptyFromTheProfile() {
        Profile after = patched(before("{}"), "{'op':'replace','path':'displayName','value':'Z'}");

        assertThat(text(after)).isEqualTo("zoe 00u1 zoe@example.com Z true");
    }

    private static String text(Profile profile) {
        return "%s %s %s %s %s"
                .formatted(
                        profile.userName(),
                        profile.externalId().map(ExternalId::value).orElse("-"),
                        profile.email().map(EmailAddress::value).orElse("-"),
                        profile.displayName().orElse("-"),
                        profile.active());
    }
}
