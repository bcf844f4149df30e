package kinora.api.call;

import kinora.api.auth.Identity;
import kinora.http.RequestHead;
import kinora.model.Operation;

/// An authenticated call: who asks for what, and with which members.
public record ApiCall(Operation operation, RequestHead head, Identity caller, Members members) {}
