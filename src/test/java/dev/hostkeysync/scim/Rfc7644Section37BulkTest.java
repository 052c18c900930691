package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Provider.body;
import static dev.hostkeysync.scim.Provider.error;
import static dev.hostkeysync.scim.Provider.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 7644 section 3.7: bulk operations.
class Rfc7644Section37BulkTest {

    private static final String ENTERPRISE = Urn.ENTERPRISE_USER;

    private final Provider provider = new Provider();
    private final MemoryGroups groups = new MemoryGroups();

    /// Section 3.7.3, first example.
    @Test
    void doesEveryMethodAndTellsStatusLocationAndVersion() {
        String bob = provider.created("{'userName':'bob'}");
        String dave = provider.created("{'userName':'dave','nickName':'D'}");
        String carol = provider.created("{'userName':'carol'}");
        String request =
                RfcExample.text("7644-3.7.3-operations")
                        .replace("b7c14771-226c-4d05-8860-134711653041", bob)
                        .replace("5d8d29d3-342c-4b5f-8683-a3cb6763ffcc", dave)
                        .replace("e9025315-6bea-44e1-899c-1e07454e468b", carol)
                        .replaceAll("W/\\\\\"[0-9a-f]+\\\\\"", "W/\\\\\"1\\\\\"")
                        // Held against the errata: a resource has no message's URI.
                        .replace("api:messages:2.0:User", "schemas:core:2.0:User");

        ScimAnswer answer = provider.bulk(request);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(member(answer, "schemas"))
                .isEqualTo("['urn:ietf:params:scim:api:messages:2.0:BulkResponse']");
        String alice = body(answer).path("Operations").get(0).path("location").asText();
        assertThat(alice).startsWith(Provider.BASE + "/Users/");
        assertThat(lines(answer))
                .containsExactly(
                        "{'location':'%s','method':'POST','bulkId':'qwerty','version':'W/\\'1\\'','status':'201'}"
                                .formatted(alice),
                        "{'location':'%s/Users/%s','method':'PUT','version':'W/\\'2\\'','status':'200'}"
                                .formatted(Provider.BASE, bob),
                        "{'location':'%s/Users/%s','method':'PATCH','version':'W/\\'2\\'','status':'200'}"
                                .formatted(Provider.BASE, dave),
                        "{'location':'%s/Users/%s','method':'DELETE','status':'204'}"
                                .formatted(Provider.BASE, carol));
        assertThat(member(provider.get(dave), "userName")).isEqualTo("'Dave'");
    }

    /// Section 3.7.3, the last example: everything fails, and everything is tried.
    @Test
    void triesEveryOperationWhateverTheOthersDo() {
        String bob = provider.created("{'userName':'bob'}");

        ScimAnswer answer =
                provider.bulk(
                        """
                        {'schemas':['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],'Operations':[
                         {'method':'POST','path':'/Users','bulkId':'q','data':{'userName':''}},
                         {'method':'PUT','path':'/Users/%1$s','version':'W/\\'7\\'','data':{'userName':'x'}},
                         {'method':'DELETE','path':'/Users/e9025315-6bea-44e1-899c-1e07454e468b'},
                         {'method':'patch','path':'Users/%1$s','data':{'Operations':[{'op':'add','path':'title','value':'T'}]}}]}\
                        """
                                .formatted(bob));

        assertThat(lines(answer))
                .containsExactly(
                        """
                        {'method':'POST','bulkId':'q','status':'400','response':{\
                        'schemas':['urn:ietf:params:scim:api:messages:2.0:Error'],'scimType':'invalidValue',\
                        'detail':'\\'userName\\' is required and must not be empty','status':'400'}}\
                        """
                                .replace("\\'userName\\'", "'userName'"),
                        """
                        {'location':'%s/Users/%s','method':'PUT','status':'412','response':{\
                        'schemas':['urn:ietf:params:scim:api:messages:2.0:Error'],\
                        'detail':'the resource has another version than was asked for: W/\\'1\\'','status':'412'}}\
                        """
                                .formatted(Provider.BASE, bob),
                        """
                        {'location':'%s/Users/e9025315-6bea-44e1-899c-1e07454e468b','method':'DELETE','status':'404',\
                        'response':{'schemas':['urn:ietf:params:scim:api:messages:2.0:Error'],\
                        'detail':'there is no user with this id','status':'404'}}\
                        """
                                .formatted(Provider.BASE),
                        "{'location':'%s/Users/%s','method':'PATCH','version':'W/\\'2\\'','status':'200'}"
                                .formatted(Provider.BASE, bob));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 400",
        "1, 400",
        "2, 400 201 400",
        "3, 400 201 400 201",
        "null, 400 201 400 201"
    })
    void stopsAfterSoManyErrors(String failOnErrors, String statuses) {
        ScimAnswer answer =
                provider.bulk(
                        """
                        {'failOnErrors':%s,'Operations':[
                         {'method':'POST','path':'/Users','bulkId':'1','data':{}},
                         {'method':'POST','path':'/Users','bulkId':'2','data':{'userName':'b'}},
                         {'method':'POST','path':'/Users','bulkId':'3','data':{}},
                         {'method':'POST','path':'/Users','bulkId':'4','data':{'userName':'d'}}]}\
                        """
                                .formatted(failOnErrors));

        assertThat(statuses(answer)).isEqualTo(statuses);
    }

    /// Section 3.7.2, both examples.
    @Test
    void putsIdsWhereBulkIdsStood() {
        ScimAnswer managed = provider.bulk(RfcExample.text("7644-3.7.2-manager"));
        ScimAnswer joined =
                provider.bulk(RfcExample.text("7644-3.7.2-member").replace("Alice", "Eve"), groups);

        assertThat(manager(id(managed, 1))).isEqualTo(id(managed, 0));
        assertThat(statuses(joined)).isEqualTo("201 201");
        assertThat(groups.calls)
                .containsExactly("POST g1 [{'type':'User','value':'%s'}]".formatted(id(joined, 0)));
    }

    @Test
    void waitsForWhatIsNamedBeforeItIsMade() {
        ScimAnswer answer =
                provider.bulk(
                        """
                        {'Operations':[
                         {'method':'POST','path':'/Groups','bulkId':'g','data':{'displayName':'G','members':[
                           {'value':'bulkId:u','$ref':'%s/Users/bulkId:u'}]}},
                         {'method':'PATCH','path':'/Groups/bulkId:g','data':{'Operations':[
                           {'op':'remove','path':'members[value eq \\'bulkId:u\\']'},
                           {'op':'add','path':'members','value':[{'value':'bulkId:v'}]},
                           {'op':'add','value':{'displayName':'bulkId:v','members':{'value':'bulkId:v'}}}]}},
                         {'method':'POST','path':'/Users','bulkId':'v','data':{'userName':'bulkId:u'}},
                         {'method':'POST','path':'/Users','bulkId':'u','data':{'userName':'u'}}]}\
                        """
                                .formatted(Provider.BASE),
                        groups);

        String u = id(answer, 3);
        String v = id(answer, 2);
        assertThat(statuses(answer)).isEqualTo("201 200 201 201");
        assertThat(groups.calls)
                .containsExactly(
                        "POST g1 [{'value':'%s','$ref':'%s/Users/%s'}]"
                                .formatted(u, Provider.BASE, u),
                        """
                        PATCH g1 {'Operations':[{'op':'remove','path':'members[value eq \\'%1$s\\']'},\
                        {'op':'add','path':'members','value':[{'value':'%2$s'}]},\
                        {'op':'add','value':{'displayName':'bulkId:v','members':{'value':'%2$s'}}}]}\
                        """
                                .formatted(u, v));
        assertThat(member(provider.get(v), "userName")).isEqualTo("'bulkId:u'");
    }

    /// Section 3.7.1.
    @Test
    void makesResourcesThatNameEachOther() {
        ScimAnswer answer = provider.bulk(RfcExample.text("7644-3.7.1-circle"), groups);

        assertThat(lines(answer))
                .containsExactly(
                        "{'location':'%s/Groups/g1','method':'POST','bulkId':'qwerty','version':'W/\\'2\\'','status':'201'}"
                                .formatted(Provider.BASE),
                        "{'location':'%s/Groups/g2','method':'POST','bulkId':'ytrewq','version':'W/\\'1\\'','status':'201'}"
                                .formatted(Provider.BASE));
        assertThat(groups.calls)
                .containsExactly(
                        "POST g1 []",
                        "POST g2 [{'type':'Group','value':'g1'}]",
                        "PUT g1 [{'type':'Group','value':'g2'}] if W/\"1\"");
    }

    @Test
    void makesUsersWhoManageEachOtherAndThemselves() {
        ScimAnswer answer =
                provider.bulk(
                        """
                        {'Operations':[
                         {'method':'POST','path':'/Users','bulkId':'a','data':{'userName':'a','%1$s':{'manager':'bulkId:b'}}},
                         {'method':'POST','path':'/Users','bulkId':'b','data':{'userName':'b','%1$s':{'manager':{'value':'bulkId:a'}}}},
                         {'method':'PATCH','path':'/Users/bulkId:a','data':{'Operations':[{'op':'add','path':'title','value':'T'}]}},
                         {'method':'POST','path':'/Users','bulkId':'c','data':{'userName':'c','%1$s':{'manager':{'value':'bulkId:c'}}}}]}\
                        """
                                .formatted(ENTERPRISE));

        assertThat(statuses(answer)).isEqualTo("201 201 200 201");
        assertThat(manager(id(answer, 0))).isEqualTo(id(answer, 1));
        assertThat(manager(id(answer, 1))).isEqualTo(id(answer, 0));
        assertThat(manager(id(answer, 3))).isEqualTo(id(answer, 3));
        assertThat(member(provider.get(id(answer, 0)), "title")).isEqualTo("'T'");
    }

    @Test
    void leavesNothingOfAResourceWhoseReferenceCannotBeResolved() {
        groups.refuse("Group B");

        ScimAnswer answer = provider.bulk(RfcExample.text("7644-3.7.1-circle"), groups);

        assertThat(statuses(answer)).isEqualTo("409 409");
        assertThat(groups.calls)
                .containsExactly(
                        "POST g1 []", "POST g2 [{'type':'Group','value':'g1'}]", "DELETE g1");
        assertThat(refusal(answer, 0))
                .isEqualTo("409 invalidValue the operation with the bulkId 'ytrewq' was refused");
    }

    @Test
    void undoesWhatIsHalfDoneWhenItStops() {
        groups.refuse("Group B");

        ScimAnswer answer =
                provider.bulk(
                        RfcExample.text("7644-3.7.1-circle")
                                .replaceFirst("\\{", "{\"failOnErrors\":1,"),
                        groups);

        assertThat(statuses(answer)).isEqualTo("409 409");
        assertThat(groups.calls).endsWith("DELETE g1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'method':'POST','path':'/Users','bulkId':'b','data':{'userName':'b','%s':{'manager':'bulkId:no'}}} | 409 invalidValue no POST of this bulk request has the bulkId 'no'
                    {'method':'PATCH','path':'/Users/bulkId:no','data':{'Operations':[{'op':'remove','path':'title'}]}} | 409 invalidValue no POST of this bulk request has the bulkId 'no'
                    {'method':'DELETE','path':'/Users/bulkId:bad'}        | 409 invalidValue the operation with the bulkId 'bad' was refused
                    {'method':'POST','path':'/Users','data':{'userName':'b'}} | 400 invalidValue a POST needs a 'bulkId'
                    {'method':'POST','path':'/Users','bulkId':'b'}        | 400 invalidValue POST needs 'data'
                    {'method':'PUT','path':'/Users/1','data':null}        | 400 invalidValue PUT needs 'data'
                    {'method':'POST','path':'/Users','bulkId':'b','data':[]} | 400 invalidSyntax the body must be a JSON object
                    {'method':'GET','path':'/Users'}                      | 400 invalidValue 'method' must be POST, PUT, PATCH or DELETE
                    {'path':'/Users'}                                     | 400 invalidValue 'method' must be POST, PUT, PATCH or DELETE
                    {'method':'POST','path':'/Nothing','bulkId':'b','data':{}} | 404 - there is nothing at the path of this operation
                    {'method':'PUT','path':'/Nothing/1','data':{}}        | 404 - there is nothing at the path of this operation
                    {'method':'DELETE','path':'/Users/1/2'}               | 404 - there is no user with this id
                    {'method':'DELETE'}                                   | 404 - there is nothing at the path of this operation
                    {'method':'DELETE','path':'/Users'}                   | 405 - DELETE is not allowed at '/Users'
                    {'method':'POST','path':'/Users/1','bulkId':'b','data':{}} | 405 - POST is not allowed at '/Users/1'
                    """)
    void refusesOneOperationWithItsOwnError(String operation, String refusal) {
        ScimAnswer answer =
                provider.bulk(
                        "{'Operations':[{'method':'POST','path':'/Users','bulkId':'bad','data':{}},"
                                + operation.formatted(ENTERPRISE)
                                + "]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(refusal(answer, 1)).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    []                                | 400 invalidSyntax the body must be a JSON object
                    {}                                | 400 invalidSyntax a bulk request needs an array 'Operations' with at least one operation
                    {'Operations':[]}                 | 400 invalidSyntax a bulk request needs an array 'Operations' with at least one operation
                    {'Operations':[1]}                | 400 invalidSyntax an operation must be an object
                    {'Operations':[{'method':1}]}     | 400 invalidSyntax 'method' must be a string
                    {'Operations':[{}],'failOnErrors':-1}  | 400 invalidValue 'failOnErrors' must be a whole number from 1
                    {'Operations':[{}],'failOnErrors':'1'} | 400 invalidValue 'failOnErrors' must be a whole number from 1
                    {'Operations':[{}],'schemas':['urn:x']} | 400 invalidValue 'schemas' must contain urn:ietf:params:scim:api:messages:2.0:BulkRequest
                    {'Operations':[{'method':'POST','bulkId':'x'},{'method':'POST','bulkId':'x'}]} | 400 invalidValue a 'bulkId' is given to two operations
                    """)
    void refusesWhatIsNoBulkRequest(String request, String refusal) {
        assertThat(error(provider.bulk(request))).isEqualTo(refusal);
    }

    /// Section 3.7.4.
    @Test
    void refusesMoreThanItAnnounces() {
        String operation = "{'method':'DELETE','path':'/Users/1'}";
        String tooMany =
                IntStream.rangeClosed(0, BulkRequest.MAX_OPERATIONS)
                        .mapToObj(_ -> operation)
                        .collect(Collectors.joining(",", "{'Operations':[", "]}"));

        assertThat(error(provider.bulk(tooMany)))
                .isEqualTo("413 - The number of operations exceeds the maxOperations (1000).");
        assertThat(body(provider.bulk(" ".repeat(BulkRequest.MAX_PAYLOAD + 1))))
                .isEqualTo(RfcExample.json("7644-3.7.4-too-large"));
    }

    @Test
    void servesAsMuchAsItAnnouncesInTheWorstOrder() {
        String request =
                IntStream.range(0, BulkRequest.MAX_OPERATIONS)
                        .mapToObj(i ->
                                "{'method':'POST','path':'/Groups','bulkId':'%d','data':{'members':[{'value':'%s%d'}]}}"
                                        .formatted(i, i == 999 ? "" : "bulkId:", i + 1))
                        .collect(Collectors.joining(",", "{'Operations':[", "]}"));

        ScimAnswer answer = provider.bulk(request, groups);

        assertThat(lines(answer)).hasSize(1000).allMatch(line -> line.contains("'status':'201'"));
        assertThat(groups.calls.getFirst()).isEqualTo("POST g1 [{'value':'1000'}]");
        assertThat(groups.calls.getLast()).isEqualTo("POST g1000 [{'value':'g999'}]");
    }

    @Test
    void keepsTheOrderOfChangesToOneResource() {
        String id = provider.created("{'userName':'zoe'}");

        ScimAnswer answer =
                provider.bulk(
                        """
                        {'Operations':[
                         {'method':'PUT','path':'/Users/%1$s','data':{'userName':'zoe','title':'1','%2$s':{'manager':'bulkId:m'}}},
                         {'method':'PATCH','path':'Users/%1$s','data':{'Operations':[{'op':'replace','path':'title','value':'2'}]}},
                         {'method':'POST','path':'/Users','bulkId':'m','data':{'userName':'max'}}]}\
                        """
                                .formatted(id, ENTERPRISE));

        assertThat(statuses(answer)).isEqualTo("200 200 201");
        assertThat(member(provider.get(id), "title")).isEqualTo("'2'");
        assertThat(manager(id)).isEqualTo(id(answer, 2));
    }

    @Test
    void tellsWhatIsDoneWhenTheServiceBreaksDown() {
        groups.breakDown();
        String group = "{'method':'POST','path':'/Groups','bulkId':'g','data':{'displayName':'G'}}";
        String user = "{'method':'POST','path':'/Users','bulkId':'u','data':{'userName':'u'}}";

        ScimAnswer answer = provider.bulk("{'Operations':[" + user + "," + group + "]}", groups);

        assertThat(statuses(answer)).isEqualTo("201 500");
        assertThatThrownBy(() -> provider.bulk("{'Operations':[" + group + "]}", groups))
                .isInstanceOf(IllegalStateException.class);
    }

    private String manager(String id) {
        return body(provider.get(id)).path(ENTERPRISE).path("manager").path("value").asText();
    }

    private static List<String> lines(ScimAnswer answer) {
        return body(answer).path("Operations").valueStream().map(Json::text).toList();
    }

    private static String statuses(ScimAnswer answer) {
        return body(answer)
                .path("Operations")
                .valueStream()
                .map(operation -> operation.path("status").textValue())
                .collect(Collectors.joining(" "));
    }

    private static String refusal(ScimAnswer answer, int index) {
        JsonNode response = body(answer).path("Operations").get(index).path("response");
        return Refusals.line((com.fasterxml.jackson.databind.node.ObjectNode) response);
    }

    private static String id(ScimAnswer answer, int index) {
        String location = body(answer).path("Operations").get(index).path("location").asText();
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
