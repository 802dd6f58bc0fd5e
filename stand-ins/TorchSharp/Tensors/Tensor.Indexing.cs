using System.Runtime.CompilerServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => At(indices);
            set => Assign(At(indices), value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => Assign(select(0, i1), value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => At([i1, i2]);
            set => Assign(At([i1, i2]), value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => At([i1, i2, i3]);
            set => Assign(At([i1, i2, i3]), value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => At([i1, i2, i3, i4]);
            set => Assign(At([i1, i2, i3, i4]), value);
        }

        public Tensor index(params TensorIndex[] indices) => new IndexWalk(this, indices).Get();
        public Tensor index(params Tensor[] indices) => Aten.Call("index.Tensor", this, indices);
        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => new IndexWalk(this, indices).Put(value);
        public Tensor index_put_(Tensor value, params Tensor[] indices) => InPlace("index_put_", this, indices, value);
        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            InPlace("index_put_", this, indices, value, accumulate);

        public Tensor select(long dim, long index) => Aten.Call("select.int", this, dim, index);
        public Tensor narrow(long dim, long start, long length) => Aten.Call("narrow", this, dim, start, length);
        public Tensor slice(long dim, long start, long finish, long step) =>
            Aten.Call("slice.Tensor", this, dim, start, finish, step);
        public Tensor index_select(long dim, Tensor index) => Aten.Call("index_select", this, dim, index);
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            InPlace("index_add_", this, dim, index, source, alpha);
        public Tensor index_copy_(long dim, Tensor index, Tensor source) =>
            InPlace("index_copy_", this, dim, index, source);
        public Tensor gather(long dim, Tensor index) => Aten.Call("gather", this, dim, index);
        public Tensor scatter(long dim, Tensor index, Tensor src) => Aten.Call("scatter.src", this, dim, index, src);
        public Tensor scatter_(long dim, Tensor index, Tensor src) => InPlace("scatter_.src", this, dim, index, src);
        public Tensor scatter_add(long dim, Tensor index, Tensor src) =>
            Aten.Call("scatter_add", this, dim, index, src);
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) =>
            InPlace("scatter_add_", this, dim, index, src);
        public Tensor masked_fill(Tensor mask, Scalar value) => Aten.Call("masked_fill.Scalar", this, mask, value);
        public Tensor masked_fill_(Tensor mask, Scalar value) => InPlace("masked_fill_.Scalar", this, mask, value);
        public Tensor masked_select(Tensor mask) => Aten.Call("masked_select", this, mask);
        public Tensor take(Tensor index) => Aten.Call("take", this, index);

        Tensor At(long[] indices)
        {
            Tensor result = this;
            foreach (long index in indices)
            {
                Tensor next = result.select(0, index);
                if (result != (object)this) result.Dispose();
                result = next;
            }
            return result == (object)this ? alias() : result;
        }

        static void Assign(Tensor place, Tensor value)
        {
            using (place) place.copy_(value);
        }
    }
}
