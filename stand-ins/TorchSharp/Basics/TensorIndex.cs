using System;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>An entry of a tensor's index: a position, range, new dimension, ellipsis, truth value or tensor.</summary>
    public struct TensorIndex
    {
        internal enum Sort { Single, Slice, None, Ellipsis, Bool, Tensor }

        internal Sort sort;
        internal long? start, stop, step;
        internal Tensor tensor;

        public static TensorIndex Ellipsis = new() { sort = Sort.Ellipsis };
        public static TensorIndex None = new() { sort = Sort.None };
        public static TensorIndex Null = None;
        public static TensorIndex Colon = Slice();

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { sort = Sort.Slice, start = start, stop = stop, step = step };

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range) => Slice(Bound(range.Start, false), Bound(range.End, true));

        public static TensorIndex Bool(bool value) => new() { sort = Sort.Bool, start = value ? 1 : 0 };

        public static TensorIndex Single(long? index) => new() { sort = Sort.Single, start = index };

        public static TensorIndex Tensor(Tensor tensor) => new() { sort = Sort.Tensor, tensor = tensor };

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex(Index index) =>
            Single(index.IsFromEnd ? -index.Value : index.Value);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        static long? Bound(Index index, bool isEnd) =>
            !index.IsFromEnd ? index.Value : isEnd && index.Value == 0 ? null : -index.Value;
    }
}
