package dev.hostkeysync.openapi;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/// A parameter without a description is the one of that name and place in `components/parameters`.
final class SharedParameters {

    private final Map<String, Parameter> shared;

    SharedParameters(OpenAPI api) {
        this.shared = api.getComponents().getParameters();
    }

    void refer(Operation operation) {
        if (operation.getParameters() == null) {
            return;
        }
        List<Parameter> parameters =
                operation.getParameters().stream().map(this::sharedOrOwn).toList();
        operation.setParameters(parameters);
    }

    private Parameter sharedOrOwn(Parameter own) {
        if (own.getRef() != null || own.getDescription() != null) {
            return own;
        }
        return shared.entrySet().stream()
                .filter(one -> one.getValue().getName().equals(own.getName()))
                .filter(one -> one.getValue().getIn() == own.getIn())
                // Of two that are alike the one under its own name is meant for everybody.
                .max(Comparator.comparing(one -> one.getKey().equals(own.getName())))
                .map(one -> OASFactory.createParameter().ref(one.getKey()))
                .orElse(own);
    }
}
