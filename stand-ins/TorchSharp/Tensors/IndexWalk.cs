using System.Collections.Generic;
using System.Linq;
using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// Applies an index entry by entry: positions, ranges and new dimensions give views, tensors and truth values are
/// gathered for one call of index or index_put_ at the end.
/// </summary>
internal sealed class IndexWalk
{
    readonly Tensor source;
    readonly List<Tensor> temporaries = [];
    readonly List<Tensor> tensors = [];
    Tensor view;

    internal IndexWalk(Tensor source, TensorIndex[] indices)
    {
        this.source = view = source;
        long dim = 0;
        void Step(Tensor next) => temporaries.Add(view = next);
        for (int i = 0; i < indices.Length; i++)
        {
            TensorIndex index = indices[i];
            switch (index.sort)
            {
                case TensorIndex.Sort.Single:
                    Step(view.select(dim, index.start.Value));
                    break;
                case TensorIndex.Sort.Slice:
                    if (index.start is not null || index.stop is not null || index.step is not null)
                        Step(Aten.Call("slice.Tensor", view, dim, index.start, index.stop, index.step ?? 1L));
                    dim++;
                    break;
                case TensorIndex.Sort.None:
                    Step(view.unsqueeze(dim++));
                    break;
                case TensorIndex.Sort.Ellipsis:
                    dim = view.Dimensions - indices.Skip(i + 1).Sum(Dimensions);
                    break;
                case TensorIndex.Sort.Bool:
                    Step(view.unsqueeze(dim));
                    Tensor flag = tensor(new[] { index.start != 0 }, device: view.device);
                    temporaries.Add(flag);
                    Gather(dim++, flag);
                    break;
                case TensorIndex.Sort.Tensor:
                    Gather(dim, index.tensor);
                    dim += Dimensions(index);
                    break;
            }
        }
    }

    /// <summary>How many of the source's dimensions an entry takes.</summary>
    static long Dimensions(TensorIndex index) => index.sort switch
    {
        TensorIndex.Sort.None or TensorIndex.Sort.Bool or TensorIndex.Sort.Ellipsis => 0,
        TensorIndex.Sort.Tensor when IsMask(index.tensor) => index.tensor.Dimensions,
        _ => 1,
    };

    static bool IsMask(Tensor index) => index.dtype is ScalarType.Bool or ScalarType.Byte;

    /// <summary>
    /// Places an index tensor at a dimension of the view. A mask takes as many dimensions as it has, so it is written
    /// as the positions of its true elements, one tensor for each dimension.
    /// </summary>
    void Gather(long dim, Tensor index)
    {
        while (tensors.Count < dim) tensors.Add(null);
        if (!IsMask(index))
        {
            tensors.Add(index);
            return;
        }
        Tensor positions = index.nonzero();
        temporaries.Add(positions);
        for (int i = 0; i < index.Dimensions; i++)
        {
            tensors.Add(positions.select(1, i));
            temporaries.Add(tensors[^1]);
        }
    }

    internal Tensor Get()
    {
        Tensor result =
            tensors.Count > 0 ? view.index(tensors.ToArray()) : view == (object)source ? source.alias() : view;
        Close(result);
        return result;
    }

    internal Tensor Put(Tensor value)
    {
        if (tensors.Count > 0) view.index_put_(value, tensors.ToArray());
        else view.copy_(value);
        Close(null);
        return source;
    }

    void Close(Tensor keep)
    {
        foreach (Tensor temporary in temporaries)
            if (temporary != (object)keep) temporary.Dispose();
    }
}
