using System.Runtime.CompilerServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Optimizers;

/// <summary>
/// Float32 tensors of one device as views of one buffer, so that an operation on the buffer is one on all of them. Each
/// keeps its shape and its strides, and begins at a multiple of 64 bytes, as libtorch's own memory does; the gaps hold
/// zeros. A tensor is a view of one buffer at a time: the latest that it was put into.
/// </summary>
internal sealed class FlatTensors : IDisposable
{
    private const int Alignment = 16;

    private static readonly ConditionalWeakTable<Tensor, FlatPlace> s_places = [];

    private readonly Tensor[] _tensors;
    private readonly (long[] Shape, long[] Strides, bool IsContiguous)[] _layouts;
    private readonly long[] _starts;
    private readonly long[] _lengths;

    /// <summary>Moves the numbers of tensors into a buffer.</summary>
    /// <param name="tensors">At least one, which <see cref="Fit"/>.</param>
    public FlatTensors(IReadOnlyList<Tensor> tensors)
    {
        _tensors = [.. tensors];
        _layouts = [.. _tensors.Select(Layout)];
        _lengths = [.. _tensors.Select(tensor => tensor.numel())];
        _starts = new long[_tensors.Length];
        // No tensor begins where one in memory of its own does, at 0: that tells views from others.
        long end = Alignment;
        for (int i = 0; i < _tensors.Length; i++)
        {
            _starts[i] = end;
            end += (_lengths[i] + Alignment - 1) / Alignment * Alignment;
        }
        using var frozen = no_grad();
        Values = torch.zeros(end, ScalarType.Float32, _tensors[0].device).DetachFromDisposeScope();
        Claim();
    }

    /// <summary>The buffer.</summary>
    public Tensor Values { get; }

    /// <summary>Number of tensors.</summary>
    public int Count => _tensors.Length;

    /// <summary>Whether tensors can be views of one buffer: all different, float32, on one device.</summary>
    public static bool Fit(IReadOnlyCollection<Tensor> tensors) =>
        tensors.Count > 0
        && tensors.All(tensor => tensor.dtype == ScalarType.Float32 && tensor.numel() > 0)
        && tensors.DistinctBy(tensor => (tensor.device_type, tensor.device_index)).Count() == 1
        && tensors.Distinct(ReferenceEqualityComparer.Instance).Count() == tensors.Count;

    /// <summary>Where a tensor lies; null where it isn't a view of a buffer.</summary>
    public static FlatPlace? Find(Tensor tensor) =>
        s_places.TryGetValue(tensor, out var place) && place.Owner.Owns(place.Index) ? place : null;

    /// <summary>
    /// Tensors for operations on each number by itself: those that lie one behind the other in a buffer as one, with
    /// the gaps between them, the others as they are.
    /// </summary>
    public static IEnumerable<Tensor> Merged(IReadOnlyList<Tensor> tensors)
    {
        FlatPlace?[] places = [.. tensors.Select(Find)];
        for (int first = 0; first < places.Length; first++)
        {
            if (places[first] is not { } place)
            {
                yield return tensors[first];
                continue;
            }
            int last = first;
            while (last + 1 < places.Length && places[last]!.Precedes(places[last + 1]))
                last++;
            yield return place.Owner.Slice(place.Owner.Values, place.Index, places[last]!.Index);
            first = last;
        }
    }

    /// <summary>Number of the first element of a tensor in the buffer.</summary>
    public long Start(int index) => _starts[index];

    /// <summary>Number of elements of a tensor.</summary>
    public long Length(int index) => _lengths[index];

    /// <summary>Number of zeros between a tensor and the next one.</summary>
    public int Gap(int index) => (int)((Alignment - (_lengths[index] % Alignment)) % Alignment);

    /// <summary>Whether a tensor, though it may have been moved elsewhere, is a view of this buffer.</summary>
    public bool Owns(int index) =>
        _tensors[index].storage_offset() == _starts[index]
        && s_places.TryGetValue(_tensors[index], out var place) && place.Owner == this;

    /// <summary>Whether a tensor has the shape of another one, and the same order of its elements.</summary>
    public bool IsLike(int index, FlatPlace other)
    {
        var (mine, theirs) = (_layouts[index], other.Owner._layouts[other.Index]);
        return mine.Shape.SequenceEqual(theirs.Shape) && mine.Strides.SequenceEqual(theirs.Strides);
    }

    /// <summary>Moves those tensors into the buffer again that aren't views of it any more.</summary>
    public void Claim()
    {
        for (int i = 0; i < _tensors.Length; i++)
        {
            if (Owns(i))
                continue;
            using var frozen = no_grad();
            using var view = View(Values, i);
            view.copy_(_tensors[i]);
            _tensors[i].set_(view);
            s_places.AddOrUpdate(_tensors[i], new FlatPlace(this, i));
        }
    }

    /// <summary>What a buffer like this one holds of a tensor, in its shape.</summary>
    public Tensor View(Tensor buffer, int index) =>
        buffer.as_strided(_layouts[index].Shape, _layouts[index].Strides, _starts[index]);

    /// <summary>What a buffer like this one holds of some tensors one behind the other, in one dimension.</summary>
    public Tensor Slice(Tensor buffer, int first, int last) =>
        buffer.narrow(0, _starts[first], _starts[last] + _lengths[last] - _starts[first]);

    /// <summary>
    /// A tensor of the shape of one of these, for example its gradient, with its elements in the order that the buffer
    /// has them in: itself where they are already.
    /// </summary>
    public Tensor InOrder(Tensor tensor, int index)
    {
        var (shape, strides, isContiguous) = _layouts[index];
        if (isContiguous ? tensor.is_contiguous() : tensor.stride().SequenceEqual(strides))
            return tensor;
        using var frozen = no_grad();
        using var values = torch.empty(_lengths[index], ScalarType.Float32, tensor.device);
        return values.as_strided(shape, strides).copy_(tensor);
    }

    /// <summary>All elements of what <see cref="InOrder"/> gives, in one dimension.</summary>
    public Tensor Flatten(Tensor ordered, int index) => ordered.as_strided([_lengths[index]], [1]);

    /// <summary>Lets go of the buffer, whose memory the tensors keep.</summary>
    public void Dispose()
    {
        foreach (var tensor in _tensors)
        {
            if (s_places.TryGetValue(tensor, out var place) && place.Owner == this)
                s_places.Remove(tensor);
        }
        Values.Dispose();
    }

    /// <summary>Shape and strides: a tensor's own where it fills its memory, else those of a contiguous one.</summary>
    private static (long[] Shape, long[] Strides, bool IsContiguous) Layout(Tensor tensor)
    {
        long[] shape = tensor.shape, strides = tensor.stride();
        long next = 1;
        foreach (int dimension in Enumerable.Range(0, shape.Length).Where(d => shape[d] > 1).OrderBy(d => strides[d]))
        {
            if (strides[dimension] != next)
                return (shape, Contiguous(shape), true);
            next *= shape[dimension];
        }
        return (shape, strides, tensor.is_contiguous());
    }

    private static long[] Contiguous(long[] shape)
    {
        long[] strides = new long[shape.Length];
        long next = 1;
        for (int dimension = shape.Length - 1; dimension >= 0; dimension--)
        {
            strides[dimension] = next;
            next *= shape[dimension];
        }
        return strides;
    }
}
