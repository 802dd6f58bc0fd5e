namespace Microsoft.ML.Data;

/// <summary>The mapper of a <see cref="OneToOneTransformerBase"/>.</summary>
sealed class OneToOneMapper(DataViewSchema input, DataViewSchema.DetachedColumn[] added, int[] sources,
    Func<DataViewRow, int, (Delegate Getter, IDisposable Owned)> makeGetter) : RowMapper(input, added)
{
    public override IEnumerable<int> InputsOf(int added) => [sources[added]];

    public override Delegate[] MakeGetters(DataViewRow input, bool[] active, out IDisposable owned)
    {
        var all = active.Select((wanted, i) => wanted ? makeGetter(input, i) : default).ToArray();
        owned = new Disposables(all.Select(a => a.Owned));
        return all.Select(a => a.Getter).ToArray();
    }
}

/// <summary>Things to dispose together; null ones are left out.</summary>
sealed class Disposables(IEnumerable<IDisposable> items) : IDisposable
{
    readonly IDisposable[] items = items.Where(item => item != null).ToArray();

    public void Dispose()
    {
        foreach (var item in items) item.Dispose();
    }
}
