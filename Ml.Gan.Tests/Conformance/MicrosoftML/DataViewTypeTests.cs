using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Ml.Gan.Tests.Conformance.MicrosoftML;

[TestClass]
public sealed class DataViewTypeTests
{
    [TestMethod]
    public void Vector_types_are_equal_where_items_and_dimensions_are()
    {
        var type = new VectorDataViewType(NumberDataViewType.Single, 1, 28, 28);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 1, 28, 28), type);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 1, 28, 28).GetHashCode(), type.GetHashCode());
        Assert.AreNotEqual<DataViewType>(new VectorDataViewType(NumberDataViewType.Single, 784), type);
        Assert.AreNotEqual<DataViewType>(new VectorDataViewType(NumberDataViewType.Byte, 1, 28, 28), type);
    }

    [TestMethod]
    public void The_size_of_a_vector_is_the_product_of_its_dimensions()
    {
        Assert.AreEqual(784, new VectorDataViewType(NumberDataViewType.Single, 1, 28, 28).Size);
        Assert.IsTrue(new VectorDataViewType(NumberDataViewType.Single, 3).IsKnownSize);
    }

    [TestMethod]
    public void A_dimension_of_zero_is_unknown()
    {
        var variable = new VectorDataViewType(NumberDataViewType.Single);
        Assert.IsFalse(variable.IsKnownSize);
        Assert.AreEqual(0, variable.Size);
        Assert.IsFalse(new VectorDataViewType(NumberDataViewType.Single, 2, 0).IsKnownSize);
    }

    [TestMethod]
    public void Raw_types_are_those_of_the_values()
    {
        Assert.AreEqual(typeof(VBuffer<float>), new VectorDataViewType(NumberDataViewType.Single, 3).RawType);
        Assert.AreEqual(typeof(float), NumberDataViewType.Single.RawType);
        Assert.AreEqual(typeof(ReadOnlyMemory<char>), TextDataViewType.Instance.RawType);
        Assert.AreEqual(typeof(bool), BooleanDataViewType.Instance.RawType);
        Assert.AreEqual(typeof(uint), new KeyDataViewType(typeof(uint), 10).RawType);
        Assert.AreEqual(typeof(MLImage), new ImageDataViewType().RawType);
    }

    [TestMethod]
    public void Key_types_are_equal_where_type_and_count_are()
    {
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 10), new KeyDataViewType(typeof(uint), 10));
        Assert.AreNotEqual(new KeyDataViewType(typeof(uint), 9), new KeyDataViewType(typeof(uint), 10));
        Assert.AreNotEqual(new KeyDataViewType(typeof(byte), 10), new KeyDataViewType(typeof(uint), 10));
        Assert.IsFalse(KeyDataViewType.IsValidDataType(typeof(int)));
        Assert.Throws<Exception>(() => new KeyDataViewType(typeof(int), 10));
    }

    [TestMethod]
    public void Image_types_know_their_size_or_not()
    {
        var type = new ImageDataViewType(height: 20, width: 30);
        Assert.AreEqual(20, type.Height);
        Assert.AreEqual(30, type.Width);
        Assert.IsTrue(type.Equals(new ImageDataViewType(20, 30)));
        Assert.IsFalse(type.Equals(new ImageDataViewType()));
    }
}
