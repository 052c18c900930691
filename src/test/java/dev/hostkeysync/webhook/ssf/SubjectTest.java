package dev.hostkeysync.webhook.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'format':'email','email':' zoe@example.com '} | userName=zoe@example.com email=zoe@example.com",
                "{'format':'email','email':'zoe'} | userName=zoe",
                "{'format':'email'} |",
                "{'format':'iss_sub','iss':'https://idp.example.com','sub':'00u1'} | externalId=00u1 userName=00u1",
                "{'subject_type':'iss-sub','iss':'https://idp.example.com','sub':'00u1'} | externalId=00u1 userName=00u1",
                "{'format':'opaque','id':'00u1'} | externalId=00u1 userName=00u1",
                "{'format':'opaque','id':7} |",
                "{'format':'account','uri':'acct:zoe@example.com'} | userName=zoe@example.com email=zoe@example.com",
                "{'format':'account','uri':'acct:'} |",
                "{'format':'account','uri':'https://example.com/zoe'} |",
                "{'format':'scim','uri':'/Users/42'} | externalId=42",
                "{'format':'scim','uri':'https://scim.example.com/v2/Users/42','externalId':'00u1'} | externalId=00u1",
                "{'format':'scim','externalId':'00u1'} | externalId=00u1",
                "{'format':'scim','uri':'/Users/01920000-0000-7000-8000-000000000001','externalId':'00u1'} | id=01920000-0000-7000-8000-000000000001 externalId=00u1",
                "{'format':'phone_number','phone_number':'+12065550100'} |",
                "{'format':'did','url':'did:example:123456'} |",
                "{'format':'uri','uri':'https://user.example.com/'} |",
                "{'format':'jwt_id','iss':'https://idp.example.com','jti':'1'} |",
                "{'email':'zoe@example.com'} |",
                "{} |",
                "{'format':'complex','user':{'format':'opaque','id':'00u1'},'session':{'format':'opaque','id':'s'}} | externalId=00u1 userName=00u1",
                "{'user':{'user':{'format':'opaque','id':'00u1'}}} |",
                "{'format':'aliases','identifiers':[{'format':'email','email':'a@b'},{'format':'email','email':'c@d'},{'format':'opaque','id':'00u1'}]} | externalId=00u1 userName=a@b email=a@b",
                "{'format':'aliases','identifiers':[{'format':'aliases','identifiers':[{'format':'opaque','id':'1'}]}]} |",
                "{'format':'opaque','id':'a\\u0000b'} |",
                "{'format':'opaque','id':'\\ud800'} |",
            })
    void namesAUserByAllThatItSays(String subject, String names) throws JsonProcessingException {
        assertThat(
                        SsfFixture.names(
                                Subject.user(
                                        new JsonMapper().readTree(subject.replace('\'', '"')))))
                .isEqualTo(names == null ? "" : names);
    }
}
