package kinora.api;

import kinora.api.auth.Authenticator;
import kinora.api.auth.Identity;
import kinora.api.call.ApiCall;
import kinora.api.call.ApiOperation;
import kinora.api.call.Members;
import kinora.http.Call;
import kinora.http.Handler;
import kinora.http.RequestHead;
import kinora.model.ApiError;
import kinora.model.ApiException;
import kinora.model.Limit;
import kinora.model.LimitsMode;
import kinora.model.Operation;
import org.jspecify.annotations.Nullable;

/// One request to one operation: the headers are judged before the body is asked for, the body before it is parsed.
final class SignedCall implements Handler.Blocking {
    private final Operation operation;
    private final @Nullable ApiOperation answer;
    private final Authenticator authenticator;
    private Authenticator.@Nullable Pending admitted;

    /// @param answer null for an operation that is not built: only who is known learns that
    SignedCall(Operation operation, @Nullable ApiOperation answer, Authenticator authenticator) {
        this.operation = operation;
        this.answer = answer;
        this.authenticator = authenticator;
    }

    @Override
    public int bodyBytesMax() {
        return (int) Limit.REQUEST_BODY_BYTES.in(LimitsMode.AWS);
    }

    @Override
    public void admit(RequestHead head) {
        admitted = authenticator.admit(head);
    }

    @Override
    public void handle(Call http) throws Exception {
        Authenticator.Pending pending = admitted;
        if (pending == null) {
            throw new IllegalStateException("a body came before its headers were judged");
        }
        byte[] body = http.body();
        Identity caller = pending.proveWithBody(body);
        if (answer == null) {
            throw notBuilt();
        }
        answer(answer, new ApiCall(operation, http.head(), caller, Members.parse(body)), new CrossOriginCall(http));
    }

    private static void answer(ApiOperation operation, ApiCall call, Call http) throws Exception {
        switch (operation) {
            case ApiOperation.Answering answering -> http.respond(Answers.ok(answering.answer(call)));
            case ApiOperation.Serving serving -> serving.serve(call, http);
        }
    }

    private ApiException notBuilt() {
        return new ApiException(
                ApiError.NOT_IMPLEMENTED,
                operation.awsName() + " is not built yet; docs/reference/coverage.md says what is.");
    }
}
