using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor view(params long[] shape) => Aten.Call("view", this, shape);
        public Tensor view_as(Tensor other) => Aten.Call("view_as", this, other);
        public Tensor reshape(params long[] shape) => Aten.Call("reshape", this, shape);
        public Tensor flatten(long start_dim = 0, long end_dim = -1) =>
            Aten.Call("flatten.using_ints", this, start_dim, end_dim);
        public Tensor unflatten(long dim, params long[] sizes) => Aten.Call("unflatten.int", this, dim, sizes);
        public Tensor squeeze(long? dim = null) =>
            dim is { } d ? Aten.Call("squeeze.dim", this, d) : Aten.Call("squeeze", this);
        public Tensor unsqueeze(long dim) => Aten.Call("unsqueeze", this, dim);
        public Tensor expand(params long[] sizes) => Aten.Call("expand", this, sizes);
        public Tensor expand(long[] sizes, bool isImplicit = false) => Aten.Call("expand", this, sizes, isImplicit);
        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => expand(sizes.ToArray(), isImplicit);
        public Tensor expand_as(Tensor other) => Aten.Call("expand_as", this, other);
        public Tensor broadcast_to(params long[] shape) => Aten.Call("broadcast_to", this, shape);
        public Tensor permute(params long[] permutation) => Aten.Call("permute", this, permutation);
        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());
        public Tensor transpose(long dim0, long dim1) => Aten.Call("transpose.int", this, dim0, dim1);
        public Tensor movedim(long[] source, long[] destination) =>
            Aten.Call("movedim.intlist", this, source, destination);
        public Tensor t() => Aten.Call("t", this);
        public Tensor T => Aten.Call("numpy_T", this);
        public Tensor mT => Aten.Call("mT", this);
        public Tensor contiguous() => Aten.Call("contiguous", this);
        public Tensor clone() => Aten.Call("clone", this);

        public Tensor repeat(params long[] sizes) => Aten.Call("repeat", this, sizes);
        public Tensor tile(long[] reps) => Aten.Call("tile", this, reps);
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Aten.Call("repeat_interleave.self_int", this, repeats, dim, output_size);
        public Tensor roll(long shifts, long? dims = null) =>
            Aten.Call("roll", this, (long[])[shifts], dims is { } d ? (long[])[d] : (long[])[]);
        public Tensor roll(long[] shifts, long[] dims) => Aten.Call("roll", this, shifts, dims);
        public Tensor flip(params long[] dims) => Aten.Call("flip", this, dims);
        public Tensor rot90(long k = 1, (long, long)? dims = null) =>
            Aten.Call("rot90", this, k, dims is { } d ? (long[])[d.Item1, d.Item2] : (long[])[0, 1]);
        public Tensor tril(long diagonal = 0) => Aten.Call("tril", this, diagonal);
        public Tensor triu(long diagonal = 0) => Aten.Call("triu", this, diagonal);
        public Tensor diag(long diagonal = 0) => Aten.Call("diag", this, diagonal);
        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) =>
            Aten.Call("diagonal", this, offset, dim1, dim2);
        public Tensor unfold(long dimension, long size, long step) => Aten.Call("unfold", this, dimension, size, step);
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) =>
            Aten.Call("as_strided", this, size, strides, storageOffset);

        public Tensor[] split(long size, int dim = 0) =>
            Aten.CallList("split.Tensor", (int)((this.size(dim) + size - 1) / size) + 1, this, size, (long)dim);
        public Tensor[] split(long[] sizes, long dim = 0) =>
            Aten.CallList("split_with_sizes", sizes.Length, this, sizes, dim);
        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => split(sizes.ToArray(), dim);
        public Tensor[] split(params long[] sizes) => split(sizes, 0L);
        public Tensor[] chunk(long chunks, long dim = 0) => Aten.CallList("chunk", (int)chunks, this, chunks, dim);
        public Tensor[] unbind(long dimension = 0) =>
            Aten.CallList("unbind.int", (int)size((int)dimension), this, dimension);
    }
}
