package kinora.api;

import kinora.http.Call;
import kinora.http.Handler;

/// Answers strangers, and takes nothing from them: no byte of a body is held for someone who need not sign.
record OpenAnswer(Handler.Blocking answer) implements Handler.Blocking {
    @Override
    public int bodyBytesMax() {
        return 0;
    }

    @Override
    public void handle(Call call) throws Exception {
        answer.handle(call);
    }
}
