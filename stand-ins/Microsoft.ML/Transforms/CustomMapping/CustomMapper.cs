using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Calls a user's function once for each row of which a value is asked for.</summary>
sealed class CustomMapper<TSrc, TDst>(DataViewSchema input, RowClass<TSrc> source, RowClass<TDst> target, Action<TSrc, TDst> map)
    : RowMapper(input, target.Schema.Select(c => new DataViewSchema.DetachedColumn(c)).ToArray())
    where TSrc : class, new()
    where TDst : class, new()
{
    readonly bool[] present = source.FindIn(input, ignoreMissing: false);

    public override IEnumerable<int> InputsOf(int added) => source.Schema.Select(c => InputSchema[c.Name].Index);

    public override Delegate[] MakeGetters(DataViewRow input, bool[] active, out IDisposable owned)
    {
        owned = null;
        var from = new TSrc();
        var to = new TDst();
        var fill = source.MakeFiller(input, present);
        long mapped = -1;
        return target.MakeGetters(Current, active);

        TDst Current()
        {
            if (input.Position < 0) throw new InvalidOperationException(
                "The cursor is on no row: before its first or after its last one.");
            if (input.Position != mapped)
            {
                fill(from);
                map(from, to);
                mapped = input.Position;
            }
            return to;
        }
    }
}
