using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Pipeline.Rows;

/// <summary>Values of a column of rows that were read ahead, until their consumer gets there.</summary>
internal abstract class BufferedColumn
{
    private static readonly MethodInfo s_create = typeof(BufferedColumn).GetMethod(
        nameof(CreateOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static readonly MethodInfo s_createOfVectors = typeof(BufferedColumn).GetMethod(
        nameof(CreateOfVectors), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Buffers a column of the cursor's rows, whatever its type.</summary>
    public static BufferedColumn Create(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        if (column.Type.RawType == typeof(MLImage))
            return new BufferedImages(cursor, column);
        var create = column.Type is VectorDataViewType vector
            ? s_createOfVectors.MakeGenericMethod(vector.ItemType.RawType)
            : s_create.MakeGenericMethod(column.Type.RawType);
        return (BufferedColumn)create.Invoke(null, [cursor, column])!;
    }

    /// <summary>Keeps the cursor's present value.</summary>
    /// <returns>About how many bytes it takes besides the row itself.</returns>
    public abstract long Append();

    /// <summary>Drops the values that are kept.</summary>
    public abstract void Clear();

    /// <summary>What gives the value of one of the kept rows, as a getter of the column does.</summary>
    public abstract Delegate Getter(Func<int> row);

    private static BufferedValues<T> CreateOf<T>(DataViewRowCursor cursor, DataViewSchema.Column column) =>
        new(cursor, column, (T kept, ref T value) => value = kept, _ => 0);

    private static BufferedValues<VBuffer<T>> CreateOfVectors<T>(
        DataViewRowCursor cursor, DataViewSchema.Column column) => new(
            cursor,
            column,
            (VBuffer<T> kept, ref VBuffer<T> value) => kept.CopyTo(ref value),
            vector => (long)vector.GetValues().Length * Unsafe.SizeOf<T>());
}

/// <summary>Numbers, texts, vectors and other values that nobody has to dispose.</summary>
/// <typeparam name="T">Type of the values.</typeparam>
/// <param name="cursor">Cursor over the rows.</param>
/// <param name="column">The column.</param>
/// <param name="copy">Gives a kept value to who reads it.</param>
/// <param name="sizeOf">About how many bytes a value takes.</param>
internal sealed class BufferedValues<T>(
    DataViewRowCursor cursor,
    DataViewSchema.Column column,
    BufferedValues<T>.Copying copy,
    Func<T, long> sizeOf) : BufferedColumn
{
    private readonly ValueGetter<T> _read = cursor.GetGetter<T>(column);
    private readonly List<T> _values = [];

    /// <summary>Overwrites a value with a kept one.</summary>
    public delegate void Copying(T kept, ref T value);

    public override long Append()
    {
        // The getter gets no value to overwrite, so that it makes a new one.
        T value = default!;
        _read(ref value);
        _values.Add(value);
        return sizeOf(value);
    }

    public override void Clear() => _values.Clear();

    public override Delegate Getter(Func<int> row) =>
        (ValueGetter<T>)((ref T value) => copy(_values[row()], ref value));
}

/// <summary>
/// Images, as copies: the source owns those that it gives, and who reads one may dispose it.
/// </summary>
internal sealed class BufferedImages(DataViewRowCursor cursor, DataViewSchema.Column column) : BufferedColumn
{
    private readonly ValueGetter<MLImage?> _read = cursor.GetGetter<MLImage?>(column);
    private readonly List<MLImage?> _images = [];
    private MLImage? _source;

    public override long Append()
    {
        // As everywhere in ML.NET, the getter may dispose the image that it gave before.
        _read(ref _source);
        _images.Add(Copy(_source));
        return _source is null ? 0 : 4L * _source.Width * _source.Height;
    }

    public override void Clear()
    {
        foreach (var image in _images)
            image?.Dispose();
        _images.Clear();
    }

    public override Delegate Getter(Func<int> row)
    {
        MLImage? given = null;
        return (ValueGetter<MLImage?>)((ref MLImage? value) =>
        {
            if (ReferenceEquals(value, given))
                given?.Dispose();
            value = given = Copy(_images[row()]);
        });
    }

    private static MLImage? Copy(MLImage? image)
    {
        if (image is null)
            return null;
        var copy = MLImage.CreateFromPixels(image.Width, image.Height, image.PixelFormat, image.Pixels);
        copy.Tag = image.Tag;
        return copy;
    }
}
