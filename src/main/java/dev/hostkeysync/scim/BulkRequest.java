package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The body of a bulk request (RFC 7644 section 3.7).
///
/// @param failOnErrors after so many refused operations the rest is left undone
record BulkRequest(int failOnErrors, List<BulkOperation> operations) {

    /// A thousand, as in the RFC's example: a few seconds of work, well within the minute that a
    /// provider waits. A PATCH takes as many operations, because authentik splits one by this
    /// figure.
    static final int MAX_OPERATIONS = 1000;

    /// The same as for every other body: in bytes.
    static final int MAX_PAYLOAD = ScimJson.MAX_BYTES;

    /// @throws ScimException 413, or 400 for what is no bulk request; none of it is done then
    static BulkRequest read(byte[] payload) {
        if (payload.length > MAX_PAYLOAD) {
            throw tooLarge();
        }
        ObjectNode body = ScimJson.parse(payload);
        Envelope.checkSchemas(body, Urn.BULK_REQUEST);
        JsonNode operations = Envelope.member(body, "Operations");
        if (!operations.isArray() || operations.isEmpty()) {
            throw ScimException.invalidSyntax(
                    "a bulk request needs an array 'Operations' with at least one operation");
        }
        if (operations.size() > MAX_OPERATIONS) {
            throw ScimException.of(
                    413,
                    "The number of operations exceeds the maxOperations (" + MAX_OPERATIONS + ").");
        }
        List<BulkOperation> read = new ArrayList<>(operations.size());
        operations.forEach(operation -> read.add(BulkOperation.read(operation)));
        checkBulkIds(read);
        return new BulkRequest(
                failOnErrors(Envelope.member(body, "failOnErrors")), List.copyOf(read));
    }

    /// In the words of RFC 7644 section 3.7.4.
    static ScimException tooLarge() {
        return ScimException.of(
                413,
                "The size of the bulk operation exceeds the maxPayloadSize (" + MAX_PAYLOAD + ").");
    }

    private static void checkBulkIds(List<BulkOperation> operations) {
        Set<String> seen = new HashSet<>();
        for (BulkOperation operation : operations) {
            boolean repeated =
                    operation.isPost()
                            && operation.bulkId().filter(id -> !seen.add(id)).isPresent();
            if (repeated) {
                throw ScimException.invalidValue("a 'bulkId' is given to two operations");
            }
        }
    }

    private static int failOnErrors(JsonNode number) {
        if (number.isMissingNode() || number.isNull()) {
            return Integer.MAX_VALUE;
        }
        if (!number.isIntegralNumber() || number.decimalValue().signum() < 0) {
            throw ScimException.invalidValue("'failOnErrors' must be a whole number from 1");
        }
        return number.canConvertToInt() ? Math.max(1, number.intValue()) : Integer.MAX_VALUE;
    }
}
