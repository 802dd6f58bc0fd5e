namespace Microsoft.ML.Data;

/// <summary>Walks over the items of a vector.</summary>
static class VBufferItems
{
    public static IEnumerable<KeyValuePair<int, T>> Of<T>(VBuffer<T> vector, bool all)
    {
        if (vector.IsDense)
        {
            for (int i = 0; i < vector.Length; i++) yield return new(i, vector.values[i]);
            yield break;
        }
        int next = 0;
        for (int at = 0; at < vector.count; at++)
        {
            for (; all && next < vector.indices[at]; next++) yield return new(next, default);
            yield return new(vector.indices[at], vector.values[at]);
            next = vector.indices[at] + 1;
        }
        for (; all && next < vector.Length; next++) yield return new(next, default);
    }
}
