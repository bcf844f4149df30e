package kinora.store.block;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A piece of pooled memory with counted references. Whoever holds a reference may read; the fragment that filled it
/// holds the first.
public final class Block {
    private static final VarHandle REFERENCES;

    static {
        try {
            REFERENCES = MethodHandles.lookup().findVarHandle(Block.class, "references", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final BlockPool pool;
    private final byte[] bytes;

    @SuppressWarnings("unused") // through REFERENCES
    private volatile int references;

    Block(BlockPool pool, int capacity) {
        this.pool = pool;
        this.bytes = new byte[capacity];
    }

    void open() {
        REFERENCES.setVolatile(this, 1);
    }

    public byte[] bytes() {
        return bytes;
    }

    /// Takes one more reference; only for who knows that one is held.
    public void retain() {
        int before = (int) REFERENCES.getAndAdd(this, 1);
        assert before > 0 : "a block was used after its last release";
    }

    /// Takes a reference unless the block has already gone back to the pool.
    public boolean tryRetain() {
        while (true) {
            int present = (int) REFERENCES.getVolatile(this);
            if (present == 0) {
                return false;
            }
            if (REFERENCES.compareAndSet(this, present, present + 1)) {
                return true;
            }
        }
    }

    public void release() {
        int before = (int) REFERENCES.getAndAdd(this, -1);
        assert before > 0 : "a block was released twice";
        if (before == 1) {
            pool.takeBack(this);
        }
    }
}
