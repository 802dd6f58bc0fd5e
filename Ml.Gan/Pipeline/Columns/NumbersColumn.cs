using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;

namespace Ml.Gan.Pipeline.Columns;

/// <summary>A column of float vectors that a generator is given: latent vectors, conditions, or codes.</summary>
/// <param name="Role">What it is for, in messages: <c>latent</c>, <c>condition</c>, <c>codes</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Size">The length of its vectors.</param>
internal sealed record NumbersColumn(string Role, string Name, int Size)
{
    /// <summary>A column that vectors of any one length are learned from.</summary>
    /// <exception cref="GanDataException">It is not there, or holds no float vectors of one known length.</exception>
    public static NumbersColumn ToLearn(DataViewSchema schema, string role, string name) =>
        Require(schema, role, name).Type is VectorDataViewType { IsKnownSize: true } vector
        && vector.ItemType == NumberDataViewType.Single
            ? new NumbersColumn(role, name, vector.Size)
            : throw new GanDataException(
                $"The {role} column '{name}' is of type {schema[name].Type}; it must hold float vectors of one known "
                + "length. Convert or concatenate it to one first.");

    /// <exception cref="GanDataException">The column is missing, or holds no float vectors.</exception>
    public static void Check(SchemaShape shape, string role, string name)
    {
        var column = ColumnShape.Find(shape, role, name);
        if (column.Kind == SchemaShape.Column.VectorKind.Scalar || column.IsKey
            || column.ItemType != NumberDataViewType.Single)
            throw new GanDataException(
                $"The {role} column '{name}' holds {column.ItemType}; it must hold float vectors.");
    }

    /// <summary>The column in a schema.</summary>
    /// <exception cref="GanDataException">It is not there, or holds no float vectors of the right length.</exception>
    public DataViewSchema.Column Find(DataViewSchema schema)
    {
        var column = Require(schema, Role, Name);
        bool fits = column.Type is VectorDataViewType vector && vector.ItemType == NumberDataViewType.Single
            && (!vector.IsKnownSize || vector.Size == Size);
        return fits ? column : throw new GanDataException(
            $"The {Role} column '{Name}' is of type {column.Type}; it must be a vector of {Size} float numbers, as "
            + "the generator takes them.");
    }

    /// <summary>Reads the vector of a row's present values.</summary>
    /// <exception cref="GanDataException">
    /// When it is called: the vector is of another length, or a number isn't finite.
    /// </exception>
    public Func<float[]> Reader(DataViewRow row)
    {
        var getter = row.GetGetter<VBuffer<float>>(row.Schema[Name]);
        VBuffer<float> value = default;
        return () =>
        {
            getter(ref value);
            float[] numbers = [.. value.DenseValues()];
            if (numbers.Length != Size)
                throw new GanDataException(
                    $"Row {row.Position} of the {Role} column '{Name}' has {numbers.Length} numbers; the generator "
                    + $"takes {Size}.");
            int bad = Array.FindIndex(numbers, number => !float.IsFinite(number));
            return bad < 0 ? numbers : throw new GanDataException(
                $"Row {row.Position} of the {Role} column '{Name}' has {numbers[bad]} at index {bad}; every value "
                + "must be a finite number.");
        };
    }

    private static DataViewSchema.Column Require(DataViewSchema schema, string role, string name) =>
        schema.GetColumnOrNull(name) ?? throw new GanDataException(
            $"The data have no {role} column '{name}'; they have "
            + $"{string.Join(", ", schema.Select(c => $"'{c.Name}'"))}.");
}
