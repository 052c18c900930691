package dev.hostkeysync.zoomsim;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What stands before every `/v2` call: path, method, token, scope and rate limit, in this order.
final class ZoomApi {

    private final Supplier<SimulatorOptions> options;
    private final AccessTokens tokens;
    private final RateLimits limits;
    private final List<Operation> operations;

    ZoomApi(
            Supplier<SimulatorOptions> options,
            AccessTokens tokens,
            RateLimits limits,
            List<Operation> operations) {
        this.options = options;
        this.tokens = tokens;
        this.limits = limits;
        this.operations = operations;
    }

    /// The label of the call, where it is one that Zoom has.
    Optional<RateLabel> labelOf(Call call) {
        return operationFor(call).map(Operation::label);
    }

    /// Looks at everything that is the same for all calls, and counts the call against the limits
    /// at once, so that no simulated delay bends the caller's pace.
    ///
    /// @return the refusal; empty = the call may go on to [#perform]
    Optional<Answer> refuse(Call call) {
        Optional<Operation> operation = operationFor(call);
        return operation.isPresent()
                ? refuse(operation.get(), call)
                : Optional.of(noSuchOperation(call));
    }

    /// Does what the call asks for.
    Answer perform(Call call) {
        return operationFor(call).orElseThrow().answer().apply(call);
    }

    private Optional<Operation> operationFor(Call call) {
        return operations.stream()
                .filter(each -> each.method().equals(call.method()) && each.hasPathOf(call))
                .findFirst();
    }

    private Answer noSuchOperation(Call call) {
        String allowed =
                operations.stream()
                        .filter(each -> each.hasPathOf(call))
                        .map(Operation::method)
                        .collect(Collectors.joining(", "));
        return allowed.isEmpty()
                ? Answer.fault(404, 2300, "This API endpoint is not recognized.")
                : Answer.methodNotAllowed(allowed);
    }

    private Optional<Answer> refuse(Operation operation, Call call) {
        return switch (tokens.check(call.header("Authorization").orElse(""))) {
            case AccessTokens.Check.Bad(String message) ->
                    Optional.of(Answer.fault(401, 124, message));
            case AccessTokens.Check.Good(var scopes) when !operation.isAllowedBy(scopes) ->
                    Optional.of(missingScope(operation));
            case AccessTokens.Check.Good _ -> limits.refuse(operation.label());
        };
    }

    private Answer missingScope(Operation operation) {
        SimulatorOptions now = options.get();
        return Answer.fault(
                now.missingScopeStatus(),
                now.missingScopeCode(),
                FaultTable.textOf(now.missingScopeCode())
                        .replace("{}", operation.scopes().getFirst()));
    }
}
