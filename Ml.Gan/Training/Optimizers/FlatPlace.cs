namespace Ml.Gan.Training.Optimizers;

/// <summary>Place of a tensor in a buffer.</summary>
/// <param name="Owner">What the buffer belongs to.</param>
/// <param name="Index">Number of the tensor there.</param>
internal sealed record FlatPlace(FlatTensors Owner, int Index)
{
    /// <summary>Whether a tensor lies right behind this one.</summary>
    public bool Precedes(FlatPlace? next) =>
        next is not null && ReferenceEquals(Owner, next.Owner) && next.Index == Index + 1;
}
